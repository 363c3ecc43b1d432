"""Pictures of tastes to draw in tests."""

from bot.pictures.spec import Bar, TastePicture, Turned, Wording

ENGLISH = Wording(
    title="Your taste",
    subtitle="42 films rated",
    less="less",
    middle="most people",
    more="more",
    decades="Decades",
    liked="More than most",
    disliked="Less than most",
    sureness=("a guess", "likely", "sure"),
    turned="turned by you",
)

SPANISH = Wording(
    title="Tu gusto",
    subtitle="300 películas valoradas · estoy bastante seguro",
    less="menos",
    middle="la mayoría",
    more="más",
    decades="Décadas",
    liked="Más que la mayoría",
    disliked="Menos que la mayoría",
    sureness=("una corazonada", "probable", "seguro"),
    turned="ajustado por ti",
)

FULL = TastePicture(
    ENGLISH,
    genres=tuple(
        Bar(name, leaning, sureness, turned)
        for name, leaning, sureness, turned in [
            ("Crime", 0.8, 0.9, Turned.NOT),
            ("Film-Noir", 0.6, 0.5, Turned.NOT),
            ("Thriller", 0.4, 0.9, Turned.UP),
            ("Drama", 0.0, 1.0, Turned.NOT),
            ("Comedy", -0.2, 0.9, Turned.DOWN),
            ("Musical", -1.0, 0.2, Turned.MUTED),
        ]
    ),
    decades=tuple(Bar(f"{year}s", (year - 1980) / 40, 0.5) for year in range(1940, 2021, 10)),
    liked=(Bar("slow burn", 0.8, 0.9), Bar("Michael Mann", 0.7, 0.6)),
    disliked=(Bar("slapstick", -0.6, 0.8),),
)
