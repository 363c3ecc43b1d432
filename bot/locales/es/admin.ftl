## Para quien lleva el bot

admins-only = Eso solo puede hacerlo quien lleva este bot. Todo lo demás es tuyo: /help
retraining-started = <b>El entrenamiento</b> ha empezado. Mientras tanto sigo atendiendo.
retraining-running = Ya hay un entrenamiento en marcha. Aviso cuando termine.
retraining-progress =
    <b>Entrenando</b> { $bar } { $percent } %
    { $phase }
retraining-done =
    <b>Entrenamiento terminado.</b> Desde ahora atiende a todos la versión { $version }.
    { $learned } Ha tardado { $seconds } s.
retraining-learned-nothing = Aquí aún nadie ha puntuado nada.
retraining-learned =
    También ha aprendido de { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    } de { $people ->
        [one] una persona
       *[other] { $people } personas
    } de aquí.
retraining-failed =
    <b>El entrenamiento ha fallado.</b> Sigue atendiendo el modelo anterior.
    { $why }
retraining-not-loaded = No se ha podido cargar la versión nueva.
