"""Posters and plots on screens: decided over what is known, and not there at all without a key."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from bot.dialogue.attachments import POSTER, Picture
from bot.serving import Served
from bot.turns.info import LONGEST_PLOT
from recengine.catalog import Catalog
from recengine.models.item_item import ItemItemModel
from tests.bot.chatting import ADMIN, GROUP, Chat, House, house
from tests.bot.small import CATALOG, dataset, key, served_by

PLOT = "A thief plans one last job. A detective is after him. " * 20
NOTICE = "This product uses the TMDB API but is not endorsed or certified by TMDB."
NOWHERE = 12
"""A film that TMDB does not know by an id."""


@dataclass
class Outside:
    """Knows plots at once, or only once they were learned."""

    known: dict[tuple[int, str], str] = field(default_factory=dict)
    to_learn: dict[tuple[int, str], str] = field(default_factory=dict)
    learned: list[int] = field(default_factory=list)
    expected: list[list[int]] = field(default_factory=list)
    refused: bool = False

    def plots(self, language: str) -> Callable[[int], str | None]:
        return lambda tmdb_id: self.known.get((tmdb_id, language))

    async def learn(self, wanted: Collection[int], language: str) -> bool:
        self.learned += wanted
        found = {(n, language): self.to_learn[n, language] for n in wanted if (n, language) in self.to_learn}
        self.known |= found
        return bool(found)

    def expect(self, find: Callable[[], Iterable[int]], language: str) -> None:
        self.expected.append(list(find()))


@cache
def served() -> Served:
    """The small world with ids of TMDB's: 100 and the item's own."""
    movies = [movie if movie.item_id == NOWHERE else replace(movie, tmdb_id=100 + movie.item_id) for movie in CATALOG]
    return served_by(ItemItemModel(dropout=0.5), data=replace(dataset(), catalog=Catalog(movies)))


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, served=served()) as made:
        yield made


@pytest.fixture
def outside(home: House) -> Outside:
    knows = Outside()
    home.conversation.showing(knows)
    return knows


def poster(item_id: int, *, language: str = "en", credit: str = "Poster: TMDB") -> Picture:
    return Picture(POSTER, {"tmdb_id": 100 + item_id, "language": language}, credit=credit)


async def test_without_a_key_no_screen_has_a_poster_and_no_plot_is_wanted(ann: Chat) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    for data in (f"card:{key(1)}", f"why:{key(1)}", f"but:{key(1)}", f"seen:{key(1)}"):
        await ann.tap_data(data)
    await ann.say("what is heat about")
    assert all(screen.picture is None for screen in ann.messages.values())
    assert "TMDB" not in "".join(screen.text.plain for screen in ann.messages.values())


async def test_a_card_and_what_opens_on_it_show_the_poster(ann: Chat, outside: Outside) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    for data in (f"card:{key(1)}", f"why:{key(1)}", f"but:{key(1)}", f"seen:{key(1)}"):
        await ann.tap_data(data)
        assert ann.screen.picture == poster(1), data


async def test_wishes_and_the_reason_s_ratings_are_shown_below_the_same_poster(ann: Chat, outside: Outside) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    await ann.say("something funny from the 90s")
    await ann.tap_data(f"chips:{key(1)}")
    assert ann.screen.picture == poster(1)
    await ann.tap_data("chips:0")
    assert ann.screen.picture is None
    await ann.tap_data(f"why:{key(1)}")
    await ann.tap("✏️")
    assert ann.screen.picture == poster(1)


async def test_a_station_s_cards_show_posters(ann: Chat, outside: Outside) -> None:
    await ann.say("/station alien")
    assert ann.screen.picture is not None
    assert ann.screen.picture.kind == POSTER
    await ann.tap("❓")
    assert ann.screen.picture is not None


async def test_a_film_without_an_id_is_shown_without(ann: Chat, outside: Outside) -> None:
    await ann.tap_data(f"card:{key(NOWHERE)}")
    assert ann.screen.picture is None
    await ann.say("what is halloween 2007 about")
    assert ann.screen.picture is None
    assert outside.learned == []


async def test_an_id_that_cannot_be_one_is_none(tmp_path: Path) -> None:
    numbers = {1: 0, 2: -5, 3: 2**60}
    movies = [replace(movie, tmdb_id=numbers.get(movie.item_id)) for movie in CATALOG]
    strange = served_by(ItemItemModel(dropout=0.5), data=replace(dataset(), catalog=Catalog(movies)))
    async with house(tmp_path, served=strange) as home:
        home.conversation.showing(Outside())
        ann = home.chat()
        for title in ("heat", "alien", "the matrix"):
            await ann.say(f"what is {title} about")
            assert ann.screen.picture is None


async def test_the_poster_is_that_of_the_person_s_language(home: House, outside: Outside) -> None:
    bruno = home.chat()
    bruno.language = "es"
    await bruno.tap_data(f"card:{key(1)}")
    assert bruno.screen.picture == poster(1, language="es", credit="Cartel: TMDB")


async def test_lists_are_not_torn_apart_by_posters(ann: Chat, outside: Outside) -> None:
    await ann.say("heat")
    assert ann.screen.picture is None  # onboarding goes on with a list
    await ann.tap("😍")
    await ann.rate("alien", "the matrix", "predator", "robocop")
    await ann.tap_data(f"edit:{key(1)}:0")
    assert "Heat" in ann.text
    assert ann.screen.picture is None
    await ann.say("titanic")
    assert ann.screen.picture == poster(7)


async def test_a_plot_is_told_shortened_at_a_sentence_and_its_source_named(ann: Chat, outside: Outside) -> None:
    outside.known[101, "en"] = PLOT
    said = await ann.say("what is heat about")
    assert said is not None
    told = next(line for line in said.splitlines() if line.startswith("A thief"))
    assert told.endswith(". (TMDB)")
    assert LONGEST_PLOT / 2 < len(told.removesuffix(" (TMDB)")) <= LONGEST_PLOT
    assert ann.screen.picture == poster(1)


async def test_a_plot_that_is_not_known_is_waited_for_once_and_then_told_at_once(ann: Chat, outside: Outside) -> None:
    outside.to_learn[101, "en"] = "A thief, <b>bold</b> & a {cop}."
    said = await ann.say("what is heat about")
    assert said is not None
    assert "A thief, <b>bold</b> & a {cop}. (TMDB)" in said
    await ann.say("what is heat about")
    assert outside.learned == [101]


async def test_a_plot_that_does_not_come_in_time_is_left_out(ann: Chat, outside: Outside) -> None:
    said = await ann.say("what is heat about")
    assert said is not None
    assert "TMDB" not in said
    assert outside.learned == [101]


@pytest.mark.parametrize("plot", ["", " ".join(["word"] * 800), "x" * 4000])
async def test_whatever_the_plot_the_screen_stays_short(ann: Chat, outside: Outside, plot: str) -> None:
    outside.known |= {(100 + item, "en"): plot for item in range(1, 13)}
    for title in ("heat", "amélie", "halloween 1978"):
        await ann.say(f"what is {title} about")  # every screen is checked to be below 600 letters


async def test_the_next_films_are_got_ready_when_a_card_is_shown(ann: Chat, outside: Outside) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    outside.expected.clear()
    await ann.say("/recommend")
    (ahead,) = outside.expected
    shown = ann.screen.picture
    assert shown is not None
    assert len(ahead) == 3
    assert shown.spec["tmdb_id"] not in ahead
    await ann.tap("⏭")
    assert ann.screen.picture is not None
    assert ann.screen.picture.spec["tmdb_id"] in ahead


async def test_help_ends_with_the_words_that_tmdb_asks_for(ann: Chat, home: House, outside: Outside) -> None:
    pages = [await ann.say("/help")]
    while "›" in ann.labels:
        pages.append(await ann.tap("›"))
    assert [NOTICE in (page or "") for page in pages] == [False] * (len(pages) - 1) + [True]


async def test_admins_are_told_that_the_key_is_refused(home: House, outside: Outside) -> None:
    admin = home.chat(ADMIN)
    assert "TMDB" not in (await admin.say("/status") or "")
    outside.refused = True
    assert "TMDB refuses TMDB_API_KEY" in (await admin.say("/status") or "")


async def test_groups_see_posters_too(home: House, outside: Outside) -> None:
    chat = home.chat(chat_id=GROUP)
    await chat.say("/recommend")
    assert chat.screen.picture is not None
