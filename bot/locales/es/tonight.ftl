## Lo que se quiere ver esta noche: palabras pequeñas sobre la tarjeta, y en los botones que las quitan

wish-like = como { $film }
wish-some-film = otra película
wish-no = sin { $what }
wish-decade = años { $decade }
wish-since = desde { $year }
wish-until = hasta { $year }
wish-years = de { $first } a { $last }
wish-well-known = muy conocida
wish-little-known = poco conocida
wish-more = { $count } más
wish-newer = más nueva
wish-older = más antigua
wish-lighter = más ligera
wish-darker = más oscura
wish-funnier = más divertida
wish-scarier = que dé más miedo
wish-more-popular = más conocida
wish-less-popular = menos conocida
wish-shorter = más corta
wish-different = algo distinto

chip = ✕ { $wish }
button-drop-all = 🧹 Quitar todo
button-but = 🎛 Como esta, pero…
button-rate-it = ⭐ Puntuarla
button-info-similar = 🎯 Parecidas
button-like-this = 🎯 Tal cual

chips-title =
    <b>Lo que quieres esta noche</b>
    Toca lo que ya no deba contar.
chips-none = No has pedido nada especial. Dímelo, por ejemplo: <i>divertida, años 90, sin terror</i>
wish-dropped = Quitado: { $wish }. La próxima tarjeta ya no lo tendrá en cuenta.
wishes-dropped = Otra vez está todo abierto.
wish-gone = Eso ya estaba quitado.
wishes-let-go = Ha pasado un rato, así que he dejado atrás: { $wishes }.
wishes-left-out = Nada cumple todo eso, así que he dejado fuera: <b>{ $wishes }</b>.
because-like = Elegida por parecerse a { $film }.
because-your-taste = Va con lo que te ha gustado.

but-title =
    <b>Más como { $film }, pero…</b>
    Toca hacia dónde, o dímelo con tus palabras.
