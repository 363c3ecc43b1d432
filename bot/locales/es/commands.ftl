## El menú de órdenes, una línea cada una

command-recommend = Sugiéreme una película
command-rate = Puntúa una película: /rate heat
command-similar = Películas como la que digas: /similar heat
command-ratings = Lo que has puntuado, para cambiarlo o quitarlo
command-saved = Películas guardadas para más tarde
command-taste = Tu gusto en una imagen, y cómo ajustarlo
command-hidden = Películas ocultas, para recuperarlas
command-seen = Películas que marcaste como vistas
command-station = Una película tras otra: /station heat
command-adventurous = Cuánto me atrevo con las sugerencias
command-undo = Deshaz lo último que hiciste
command-language = Inglés o español
command-start = Empieza, o puntúa alguna película más
command-help = Lo que sé hacer
command-cancel = Deja lo que estábamos haciendo
command-retrain = Vuelve a entrenar el modelo con las notas de todos
command-models = Versiones del modelo: míralas, cambia cuál atiende
command-status = Cómo va el bot y qué ha fallado
command-stats = Si gustan las sugerencias, en una imagen

help =
    <b>Escribe una película</b> para puntuarla; no importan las erratas. O di qué quieres:
    <i>algo como heat pero más divertida, de los 90</i>
    <i>me encantó alien, odié titanic</i>
    <i>sin terror</i>, <i>más corta</i>, <i>¿por qué?</i>
help-more = <b>Más cosas que sé hacer:</b>
help-line = /{ $name } – { $what }
