"""A station in words, over films that have words of their own."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.serving import Served
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.models.popular import PopularModel
from tests.bot.chatting import house
from tests.bot.small import CATALOG, dataset, served_by

WORDS = {
    "Heat": ("heist", "slow-burn"),
    "Alien": ("slow-burn", "gore", "space"),
    "The Matrix": ("space", "gore"),
    "Die Hard": ("heist", "al pacino", "explosions"),
    "Predator": ("gore", "al pacino", "explosions"),
    "Casablanca": ("slow-burn",),
}


@cache
def served() -> Served:
    catalog = Catalog([replace(movie, words=WORDS.get(movie.title, ())) for movie in CATALOG])
    return served_by(PopularModel(), data=Dataset("worded", dataset().ratings, catalog))


@pytest.mark.parametrize(
    ("seed", "judged", "line"),
    [
        # What tells most: a large leaning to what few films have. Space 2 films, sci-fi and gore 3, action 5.
        ("titanic", {}, "📻 Titanic"),
        ("titanic", {"Alien": "👍", "The Matrix": "👍"}, "📻 Titanic · more space, more sci-fi"),
        ("titanic", {"Die Hard": "👎", "Predator": "👎"}, "📻 Titanic · less Al Pacino, less explosions"),
        (
            "titanic",
            # Space 2/4, horror and slow-burn 1/3, gore and sci-fi (2 - 1)/5; less: Al Pacino and explosions 2/4.
            {"Alien": "👍", "The Matrix": "👍", "Die Hard": "👎", "Predator": "👎"},
            "📻 Titanic · more space, more horror, less Al Pacino",
        ),
        ("heat", {"Casablanca": "👍", "Alien": "👎"}, "📻 Heat · more drama, more romance, less space"),
    ],
)
async def test_the_first_line_tells_what_judged_films_share(
    tmp_path: Path, seed: str, judged: dict[str, str], line: str
) -> None:
    async with house(tmp_path, served=served()) as home:
        ann = home.chat()
        await ann.say(f"/station {seed}")
        while "👍" in ann.labels and judged:
            title = next(each for each in ann.text.splitlines() if each.endswith(")"))[: -len(" (1999)")]
            await ann.tap(judged.pop(title, "⏭"))
        await ann.say("/station")
        await ann.tap("🔊")
        assert ann.text.splitlines()[0] == line


async def test_words_that_films_have_are_played_and_asked_for_by_name(tmp_path: Path) -> None:
    async with house(tmp_path, served=served()) as home:
        ann = home.chat()
        await ann.say("/station slow burn al pacino")
        assert ann.text.splitlines()[:2] == ["📻 slow burn al pacino", "I'll play slow-burn, Al Pacino."]
        await ann.say("/station gory zzzqqq")
        assert "I'll play horror." in ann.text
        assert "I don't know zzzqqq, so I left it out." in ann.text
