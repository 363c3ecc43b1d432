## Entrenar de nuevo, y las versiones que salieron de ello: para quien lleva el bot

training-progress = <b>Entrenando</b> { $bar } { $percent } %
    { $phase }{ $left }
    Mientras tanto sigo atendiendo.
training-left = , queda { $left }
training-left-moment = un momento
training-left-seconds = cosa de { $count } s
training-left-minutes = cosa de { $count } min
training-left-hours = cosa de { $count ->
        [one] una hora
       *[other] { $count } horas
    }
training-phase-start = Preparándolo todo
training-phase-data = Leyendo películas y notas
training-phase-measure = Probándolo con gente que no ha visto
training-phase-learn = Aprendiendo de las notas de todos
training-phase-stars = Aprendiendo a predecir estrellas
training-phase-ask = Aprendiendo qué preguntar a quien llega
training-phase-publish = Poniéndolo en su sitio
training-running = Ya hay un entrenamiento en marcha. El resultado le llega a quien lo pidió.
training-running-yours = Ya hay un entrenamiento en marcha. Te aviso cuando termine.
training-joined = Hay un entrenamiento programado en marcha. Te enseño cómo va.
training-ending = Lo termino. Sigue atendiendo el modelo de ahora.
training-ending-already = Ya se está terminando.
training-over = Ese entrenamiento ya terminó.
training-closed = <b>El entrenamiento</b> ha terminado. El resultado está aquí abajo.
training-cancelled =
    <b>Entrenamiento cancelado</b> tras { $span }.
    Nada ha cambiado: sigue atendiendo el modelo del { $stamp }.
training-cut-off =
    <b>El entrenamiento se cortó</b> porque el bot se reinició.
    Nada ha cambiado: sigue atendiendo el modelo del { $stamp }.
training-done = <b>Entrenamiento terminado.</b> Desde ahora atiende a todos el modelo del { $stamp }.
training-done-quietly = Entrenado según lo programado, con { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    } de aquí, en { $span }.
accuracy = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
training-took = Ha tardado { $span }.
training-learned-nothing = Aquí aún nadie ha puntuado nada.
training-learned =
    También ha aprendido de { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    } de { $people ->
        [one] una persona
       *[other] { $people } personas
    } de aquí.
training-more = { $ratings ->
        [one] Es 1 nota
       *[other] Son { $ratings } notas
    } más que antes.
training-fewer = { $ratings ->
        [one] Es 1 nota
       *[other] Son { $ratings } notas
    } menos que antes.
training-accuracy = Acierto con gente que no ha visto, de 0 a 1: { $before } → { $after }
training-accuracy-alone = Acierto con cinco notas conocidas, de 0 a 1: { $after }
training-accuracy-own = Con las últimas notas de aquí: { $before } → { $after }
training-moves-yours = Puestos en tu lista:
training-moves-newcomers = Puestos en la lista de quien llega:
training-rises = ↑ { $film }, { $before } → { $after }
training-falls = ↓ { $film }, { $before } → { $after }
training-held =
    <b>El modelo nuevo se ha quedado en espera.</b> Sigue atendiendo el del { $stamp }.
    { $why }
training-held-worse = Encuentra menos de lo que gusta a la gente:
training-held-people = Acierto con { $people } personas que no ha visto: { $before } → { $after }, se pedía al menos { $least }
training-held-own = Con las últimas notas de { $people } personas de aquí: { $before } → { $after }, se pedía al menos { $least }
training-held-kept = Sigue atendiendo el modelo del { $stamp }. El nuevo queda en /models.
training-failed =
    <b>El entrenamiento ha fallado.</b> Sigue atendiendo el modelo anterior.
    { $why }
training-not-loaded = No se ha podido cargar la versión nueva.
button-training-cancel = ✖ Cancelar
button-training-again = 🔁 Entrenar otra vez
button-models = 🗂 Modelos
button-keep-current = Dejar el de ahora
button-publish-anyway = Publicar igualmente…
models-title = <b>Modelos</b>, con la hora de esta máquina. Toca uno para ver más.
models-none = No hay ningún modelo que mostrar.
models-gone = Ese modelo ya no está.
model-label = { $mark } { $stamp } · { $accuracy }
model-unknown-accuracy = sin medir
model-served = ✅ atiende ahora
model-before = ↩️ atendía antes
model-held = ⏸ en espera
model-damaged = ⚠️ dañado
model-other = ▫️ publicado
model-details =
    <b>Modelo del { $stamp }</b> { $state }
    { $version }
model-data = De { $dataset }: { $people ->
        [one] una persona
       *[other] { $people } personas
    }, { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    }
model-own = De aquí: { $people ->
        [one] una persona
       *[other] { $people } personas
    } con { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    }
model-accuracy = Acierto con cinco notas conocidas, de 0 a 1: { $new }, solo lo más popular: { $popular }
model-making = Entrenado en { $span }, semilla { $seed }, { $size } MB
model-why-held = En espera. { $why }
model-trouble = No se puede usar: { $why }
model-ask = ¿Que el modelo del { $stamp } atienda a todos desde ahora? Puedes volver atrás cuando quieras.
model-ask-held =
    Se quedó en espera. { $why }
    ¿Que el modelo del { $stamp } atienda a todos de todos modos? Puedes volver atrás cuando quieras.
model-loading = Cargando el modelo del { $stamp }. Se comprueba antes de que le llegue a nadie.
model-serving = <b>Desde ahora atiende a todos el modelo del { $stamp }.</b> Cargado y comprobado en { $span }.
model-serving-already = Ese es el que atiende ahora.
model-refused =
    <b>Ese modelo no puede atender.</b> Nada ha cambiado.
    { $why }
button-serve = Que atienda este…
button-serve-sure = Sí, que atienda
status-training = { $news ->
        [0] Ninguna nota nueva
        [one] Una nota nueva
       *[other] { $news } notas nuevas
    } desde el último entrenamiento; { $due }
status-training-at = el próximo, { $at }, si la hay
status-training-after = el próximo, tras { $count }
status-training-both = el próximo, { $at }, o tras { $count }
status-training-asked = entrena con /retrain
