## La imagen de un gusto: poco sitio

picture-title = Tu gusto
picture-subtitle = { $count ->
        [one] según una película que puntuaste
       *[other] según { $count } películas que puntuaste
    }
picture-less = menos
picture-middle = la mayoría
picture-more = más
picture-decades = Décadas
picture-liked = Más que la mayoría
picture-disliked = Menos que la mayoría
picture-guess = intuición
picture-likely = probable
picture-sure = seguro
picture-turned = ajustado por ti

## Debajo de ella

taste-title = <b>Tu gusto</b> frente al de la mayoría
taste-more = Te gusta más que a la mayoría: { $traits }.
taste-less = Menos que a la mayoría: { $traits }.
taste-like-most = De momento te gusta lo que a la mayoría.
taste-turned = Has ajustado: { $traits }.
taste-sure-guess = Aún es una intuición: { $count ->
        [one] una película
       *[other] { $count } películas
    }.
taste-sure-likely = Lo tengo bastante claro: { $count ->
        [one] una película
       *[other] { $count } películas
    }.
taste-sure-sure = Lo tengo claro: { $count ->
        [one] una película
       *[other] { $count } películas
    }.
taste-hint = Toca algo para recibir más o menos de ello:
taste-none = Aún no conozco tu gusto. Puntúa una película que hayas visto y podré dibujarlo:

button-light = ☀️ Claro
button-dark = 🌙 Oscuro
taste-turned-light = Ahora las imágenes son claras.
taste-turned-dark = Ahora las imágenes son oscuras.

## Un rasgo

trait-more = <b>{ $trait }</b>: te gusta más que a la mayoría.
trait-less = <b>{ $trait }</b>: te gusta menos que a la mayoría.
trait-like-most = <b>{ $trait }</b>: te gusta más o menos como a la mayoría.
trait-rests-on = Lo deduzco de:
trait-film = { $stars } { $film }
trait-film-more = y { $count ->
        [one] una más
       *[other] { $count } más
    }
trait-rests-on-nothing = No has puntuado ninguna película así.
trait-up = ▲ { $trait }
trait-down = ▼ { $trait }
trait-muted = ⊘ { $trait }
trait-is-up = Me pediste más de esto.
trait-is-down = Me pediste menos de esto.
trait-is-muted = Me pediste que no lo tuviera en cuenta.
button-trait-up = ▲ Más de esto
button-trait-down = ▼ Menos de esto
button-trait-muted = ⊘ No contarlo
button-trait-normal = ↺ Como antes
trait-turned-up = A partir de ahora, más de esto: { $trait }.
trait-turned-down = A partir de ahora, menos de esto: { $trait }.
trait-turned-muted = A partir de ahora no lo tengo en cuenta: { $trait }.
trait-turned-normal = Como antes: { $trait }.
trait-too-many = Ya has ajustado muchas cosas. Deja primero alguna como antes.

## En una tarjeta

card-turned-up = Me pediste más de: { $traits }.
card-turned-down = Sale aunque me pediste menos de: { $traits }.
