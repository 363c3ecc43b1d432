## Para quien lleva el bot

admins-only = Eso solo puede hacerlo quien lleva este bot. Todo lo demás es tuyo: /help
status-up = <b>Matinee { $version }</b> lleva en marcha { $duration }.
status-model = Modelo { $version }, { $age }, de { $dataset }
status-people = { $people ->
        [one] Una persona
       *[other] { $people } personas
    }, { $ratings ->
        [one] una nota
       *[other] { $ratings } notas
    }
status-waiting = En espera: { $updates ->
        [0] ningún mensaje recibido
        [one] un mensaje recibido
       *[other] { $updates } mensajes recibidos
    }, { $replies ->
        [0] ninguna respuesta
        [one] una respuesta
       *[other] { $replies } respuestas
    }
status-aside = { $count ->
        [0] No hay nada apartado.
       *[other] Apartados: { $count }, el último por { $why }
    }
status-error = Último error, hace { $ago }: { $error }
status-disk = Quedan { $free } GB libres en el disco.
status-backup = Última copia de seguridad: { $age }
age = hace { $span }
age-unknown = ninguna que se sepa
span-seconds = { $count } s
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
        [one] un día
       *[other] { $count } días
    }
aside-title = { $count ->
        [one] <b>Un mensaje</b> no se pudo atender. Se avisó a quien lo envió si fue posible.
       *[other] <b>{ $count } mensajes</b> no se pudieron atender. Se avisó a quienes los enviaron si fue posible.
    }
aside-reason = { $count } × { $why }
aside-retried = Se intentan otra vez ahora. Lo que vuelva a fallar aparecerá aquí de nuevo.
aside-question = { $count ->
        [one] ¿Olvidar lo que decía el mensaje? Después ya no se podrá intentar otra vez.
       *[other] ¿Olvidar lo que decían los { $count } mensajes? Después ya no se podrá intentar con ninguno.
    }
aside-discarded = Quedan olvidados.
aside-none = Ya no hay nada apartado.
button-refresh = 🔄 Mirar otra vez
button-aside = Apartados: { $count }
button-aside-retry = Intentar otra vez
button-aside-discard = Descartar…
button-aside-sure = Sí, descartar
