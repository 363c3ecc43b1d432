## Archivos de otros sitios

command-import = Trae tus notas de otro sitio
import-how =
    <b>Mándame el archivo</b> que exporta tu sitio, tal cual:
    • Letterboxd: Settings, Data, Export your data
    • IMDb: Your ratings, Export
    • Trakt: Settings, Data, Export
    • MovieLens: About your ratings, Export
    • otro Matinee: lo que mandó allí /export

    Primero te enseño lo que trae. No añado nada hasta que lo digas, y un toque lo deshace.
source-letterboxd = Letterboxd
source-imdb = IMDb
source-trakt = Trakt
source-movielens = MovieLens
source-matinee = Matinee
import-found =
    <b>{ $films ->
        [one] Una película
       *[other] { $films } películas
    }</b> de { $source }; con nota, { $rated }.
import-seen = Vistas sin nota, las marco como vistas: { $count }.
import-saved = Por ver, las guardo para más tarde: { $count }.
# As many as a like in the chat
import-hearts =
    { $count ->
        [one] 1 corazón sin nota cuenta como 4 estrellas.
       *[other] { $count } corazones sin nota cuentan como 4 estrellas.
    }
import-sure = Reconocidas: { $count }.
import-doubtful =
    { $count ->
        [one] 1 dudosa: 🔍 te pregunta cuál es.
       *[other] { $count } dudosas: 🔍 te pregunta cuáles son.
    }
import-unknown =
    { $count ->
        [one] 1 desconocida: la guardo para cuando la conozca.
       *[other] { $count } desconocidas: las guardo para cuando las conozca.
    }
import-left-out =
    { $count ->
        [one] 1 fila sin contar: no es una película o no dice nada de ella.
       *[other] { $count } filas sin contar: no son películas o no dicen nada de ellas.
    }
import-nothing-yet = Si ya puntuaste aquí una película, vale la nota más nueva. Aún no he añadido nada.
import-left = <b>De acuerdo.</b> No he añadido nada.
import-whole =
    <b>Todo lo que otro Matinee guardaba de ti</b>, con { $films ->
        [one] una película
       *[other] { $films } películas
    }{ $stations ->
        [0] .
        [one] {" "}y una emisora.
       *[other] {" "}y { $stations } emisoras.
    } Vuelve tal como estaba, con fechas y ajustes. Aún no he añadido nada.
import-stations =
    { $count ->
        [one] 1 emisora se suma a las tuyas.
       *[other] { $count } emisoras se suman a las tuyas.
    }
import-stations-full =
    { $count ->
        [one] 1 más no cabe: el máximo es { $most }.
       *[other] { $count } más no caben: el máximo es { $most }.
    }
import-settings-stay = Los ajustes que cambiaste aquí se quedan.
import-settings-join = Vienen los ajustes que aquí nunca cambiaste.
import-question =
    ¿Cuál es <b>{ $film }</b>?
    { $left ->
        [one] Es la última pregunta.
       *[other] Quedan { $left } preguntas.
    }
import-done = <b>Añadido.</b>
added-rated =
    { $count ->
        [one] 1 nota
       *[other] { $count } notas
    }
added-seen = Ya vistas: { $count }
added-saved = Guardadas: { $count }
added-hidden = Ocultas: { $count }
added-stations =
    { $count ->
        [one] 1 emisora
       *[other] { $count } emisoras
    }
added-settings = tus ajustes de allí
added-kept = Se quedan con tu nota de aquí, que es más nueva: { $count }
import-nothing-new = <b>No trae nada nuevo.</b> Lo que me dijiste aquí es igual o más nuevo.
import-restored =
    <b>Hola de nuevo.</b> Todo está como estaba, con { $count ->
        [one] una nota
       *[other] { $count } notas
    }{ $stations ->
        [0] .
        [one] {" "}y una emisora.
       *[other] {" "}y { $stations } emisoras.
    }
import-undone =
    ↩️ <b>Deshecho:</b> { $count ->
        [one] el único cambio
       *[other] los { $count } cambios
    } de ese archivo. Lo que dijiste después de sus películas se queda.
import-undone-settings = Los ajustes que vinieron con él se quedan; se cambian con /weekly, /adventurous, /taste y /language.
import-undone-played = Lo que tus emisoras ya pusieron allí sigue contando como puesto aquí.
import-gone = Ese archivo ya no está esperando. Mándalo otra vez.
button-add-all =
    { $count ->
        [0] ✅ Añádelo
        [one] ✅ Añádela
       *[other] ✅ Añade las { $count }
    }
button-sort-out =
    { $count ->
        [one] 🔍 Aclarar la dudosa
       *[other] 🔍 Aclarar las { $count } dudosas
    }
button-add-nothing = No añadas nada
button-skip-the-rest = Saltar las demás

file-unavailable = No he podido recibir ese archivo de Telegram. Mándalo otra vez, por favor.
problem-empty = Ese archivo está vacío. /import dice dónde encontrar tus notas.
problem-picture = Eso es una imagen o un vídeo. Necesito el archivo que exporta tu sitio: /import
problem-document = Eso es un PDF. Necesito el archivo que exporta tu sitio, zip, csv o json: /import
problem-spreadsheet = Eso es una hoja de cálculo. Guárdala como CSV o manda el archivo tal como te lo dio tu sitio: /import
problem-locked = Ese zip tiene contraseña. Mándalo sin ella, por favor.
problem-too-large = Es demasiado grande: como mucho 20 MB, y 50 MB descomprimido. Valen los archivos sueltos del zip.
problem-too-many-rows = Son más de 50 000 filas, demasiadas películas para una sola persona.
problem-damaged = Ese archivo está dañado. Descárgalo de nuevo y mándalo tal cual, por favor.
problem-many-people = Ahí hay notas de varias personas. Solo necesito las tuyas.
problem-unclear-list = ¿Es lo que viste o lo que quieres ver? Deja el nombre que tenía el archivo: watched.csv o watchlist.csv.
problem-no-ratings = No encuentro películas en ese archivo.
problem-unknown = No conozco ese tipo de archivo. /import dice cuáles sé leer.

## Lo que se guarda de una persona

command-export = Todo lo que guardo de ti, en un archivo
command-privacy = Lo que guardo de ti
command-delete = Borra todo lo que guardo de ti
privacy =
    <b>Lo que guardo de ti:</b> { $ratings ->
        [one] 1 nota
       *[other] { $ratings } notas
    }, { $marks ->
        [one] 1 marca de vista, guardada u oculta
       *[other] { $marks } marcas de vistas, guardadas u ocultas
    }, { $suggestions ->
        [one] 1 sugerencia
       *[other] { $suggestions } sugerencias
    }, { $stations ->
        [one] 1 emisora
       *[other] { $stations } emisoras
    }, un registro de { $journal ->
        [one] 1 paso para deshacer
       *[other] { $journal } pasos para deshacer
    }, y tus ajustes, con tu número de Telegram.
    Las notas también entrenan el modelo de todos, sin tu nombre.
    Todo se queda con quien lleva este bot.
export-done = <b>Todo lo que guardo de ti.</b> Dentro, README.txt explica cada cosa. Mándalo a otro Matinee y lo recupera todo.
export-nothing = Aún no guardo nada de ti.
export-readme =
    Todo lo que Matinee guarda de ti.

    ratings.csv: tus notas actuales, de 0.5 a 5 estrellas, y cuándo las diste.
    marks.csv: películas que has visto, guardado para más tarde o no quieres que te enseñe.
    suggestions.csv: películas que se te sugirieron, y qué fue de ellas.
    journal.csv: lo que hiciste, paso a paso; con ello se deshacen las cosas.
    settings.json: tu idioma y tus ajustes, tus emisoras, y en qué punto está la conversación.

    No incluye las noches de cine de tus grupos: son de todos los que estuvieron.

    Las horas son UTC. Un texto que una hoja de cálculo tomaría por una fórmula lleva un apóstrofo delante.
    Para llevarlo todo a otro Matinee, mándale este zip en el chat.
delete-question =
    <b>¿Borro todo lo que guardo de ti?</b>
    { $ratings ->
        [one] 1 nota
       *[other] { $ratings } notas
    }, { $marks ->
        [one] 1 película marcada
       *[other] { $marks } películas marcadas
    }, { $suggestions ->
        [one] 1 sugerencia
       *[other] { $suggestions } sugerencias
    }, { $stations ->
        [one] 1 emisora
       *[other] { $stations } emisoras
    }, { $journal ->
        [one] 1 paso del registro
       *[other] { $journal } pasos del registro
    } y tus ajustes. No se puede deshacer.
delete-left = <b>De acuerdo.</b> Todo se queda como está.
erased =
    <b>Borrado:</b> { $ratings ->
        [one] 1 nota
       *[other] { $ratings } notas
    }, { $marks ->
        [one] 1 película marcada
       *[other] { $marks } películas marcadas
    }, { $suggestions ->
        [one] 1 sugerencia
       *[other] { $suggestions } sugerencias
    }, { $stations ->
        [one] 1 emisora
       *[other] { $stations } emisoras
    }, { $journal ->
        [one] 1 paso del registro
       *[other] { $journal } pasos del registro
    } y todo lo demás tuyo.
    { $ratings ->
        [0] No tenías notas que un modelo pudiera conocer.
        [one] El próximo entrenamiento quita también tu nota del modelo.
       *[other] El próximo entrenamiento quita también tus { $ratings } notas del modelo.
    }
    Los mensajes de aquí son tuyos: borra el chat para quitarlos. ¡Cuídate!
button-export = 📦 Exportar
button-delete = 🗑 Borrar
button-erase = 🗑 Sí, bórralo todo
button-export-first = 📦 Exportar antes
button-keep = No, déjalo
button-start-anew = Empezar de nuevo
