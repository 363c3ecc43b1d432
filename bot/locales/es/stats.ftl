## Si las sugerencias funcionan, para quien lleva el bot

stats-title = ¿Funciona?
stats-subtitle = { $span } · { $people ->
        [one] una persona
       *[other] { $people } personas
    } · { $shown ->
        [one] una sugerencia
       *[other] { $shown } sugerencias
    }
stats-span = { $weeks ->
        [one] Esta semana
       *[other] Últimas { $weeks } semanas
    }
stats-span-all = Desde el { $date }
stats-date = { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sep
        [10] oct
        [11] nov
       *[12] dic
    }
stats-percent = { $percent } %
stats-accepted = gustan o guardadas
stats-disliked = no gustan
stats-seen = ya vistas
stats-over-time = Gustan o guardadas, de las respondidas
stats-by-version = Por versión del modelo
stats-others = otras
stats-calibration = ¿Encajaban como dije?
stats-calibration-how = Línea: cuánto dije que encajaban. Barra: quién dio 4 estrellas o más.
stats-bin = { $low }–{ $high } %
stats-sure = Líneas finas: dónde está la cifra real, con un 95 % de certeza.
stats-unanswered = Nadie ha respondido aún a una sugerencia.
stats-silent-subtitle = { $span } · aún no hay nada que contar
stats-silent-first = Las cifras llegan con la gente.
stats-silent-second = Cuando { $people } personas hayan visto sugerencias,
stats-silent-third = verás aquí cuánto gustan.
stats-caption-shown = <b>{ $span }</b>: { $shown ->
        [one] una sugerencia
       *[other] { $shown } sugerencias
    } a { $people } personas, { $answered } respondidas.
stats-caption-accepted = El <b>{ $percent } %</b> ({ $low }–{ $high } %) de estas gustó o se guardó, el { $shown } % del total. No gustó el { $disliked } %, ya vistas el { $seen } %, ocultas el { $hidden } %.
stats-caption-match = Dije que encajaban al { $told } % de media; el { $liked } % recibió 4 ★ o más.
stats-caption-films = { $films ->
        [one] Se mostró una película
       *[other] Se mostraron { $films } películas
    }{ $coverage ->
        [-1] {""}
        [0] , menos del 1 % del catálogo
       *[other] , el { $coverage } % del catálogo
    }; las { $top } primeras suman el { $share } %.
stats-caption-silent = Aún no hay nada que contar de este tiempo. Con menos de { $people } personas las cifras hablarían de alguien, así que me las guardo.
stats-trial = Comparación desde el { $date }
stats-trial-over = Comparación, { $date } – { $ended }
stats-trial-early = Es pronto para saber cuál gusta más.
stats-trial-early-caption = Es pronto para saberlo: cada mitad necesita { $needed } personas que respondan, de momento hay { $current } y { $other }.
stats-trial-better = { $version } gusta más.
stats-trial-worse = { $version } gusta menos.
stats-trial-alike = Las dos gustan igual.
stats-trial-difference = { $verdict } La diferencia es de { $points } puntos (de { $low } a { $high }).
stats-trial-caption = <b>{ $title }</b>: { $other } junto a { $current }. { $verdict }
stats-trial-trouble = La otra versión no se puede servir, así que todos tienen la actual.
comparison-ended = Con eso terminó la comparación de dos versiones; /stats cuenta qué salió.
button-stats-weeks = { $weeks } semanas
button-stats-all = Todo
button-stats-now = { $label } ✓
