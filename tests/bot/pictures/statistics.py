"""Pictures of statistics to draw in tests."""

from bot.pictures.stats_spec import Chart, Column, Group, Row, StatsPicture, Tile

FULL = StatsPicture(
    "Does it work?",
    "The last 12 weeks · 40 people · 947 suggestions",
    (Tile("54 %", "liked or saved"), Tile("13 %", "disliked"), Tile("11 %", "seen before")),
    Chart(
        "Liked or saved, of those answered",
        12,
        tuple(Column(n, 0.4 + n / 50, 0.3, 0.5 + n / 30, str(40 + 2 * n), f"Sep {n + 1}") for n in range(11)),
    ),
    (
        Group("By version", "", (Row("Nov 7 e5f6", 0.5, 0.4, 0.6, "50 %"), Row("others", 0.4, 0.2, 0.7, "40 %"))),
        Group(
            "Was the match right?",
            "Line: the match told. Bar: how many gave 4 stars or more.",
            tuple(Row(f"{low}–{low + 20} %", 0.5, 0.4, 0.6, "50 %", (low + 10) / 100) for low in range(0, 100, 20)),
        ),
    ),
    ("Thin lines: where the true share is, 95 % sure.",),
)

SILENT = StatsPicture(
    "¿Funciona?",
    "Últimas 12 semanas · aún no hay nada que contar",
    notes=(
        "Las cifras llegan con la gente.",
        "Cuando 3 personas hayan visto sugerencias,",
        "verás aquí cuánto gustan.",
    ),
    dark=False,
)
