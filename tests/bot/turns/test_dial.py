"""How bold suggestions are: each person's own dial."""

import pytest

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from recengine.adventure import DEFAULT, PLACES
from recengine.evaluation.lists import cards
from recengine.query import Query
from tests.bot.chatting import ANN, BOB, GROUP, Chat, House
from tests.bot.small import CATALOG, small_served
from tests.bot.turns.test_cards import film_on

LABELS = [label for label, _ in wording.dial_labels()]


def ticked(chat: Chat) -> list[str]:
    return [label for label in chat.labels if label.endswith("✓")]


async def kept(chat: Chat) -> object:
    return (await chat.facts()).state["adventurous"]


async def test_the_dial_shows_its_settings_with_the_default_ticked(ann: Chat) -> None:
    assert await ann.say("/adventurous") == phrase("dial-title").plain
    assert [label.removesuffix(" ✓") for label in ann.labels] == [*LABELS, words("button-suggest")]
    assert ticked(ann) == ["⚖️ Balanced ✓"]
    assert dict(wording.dial_labels())["⚖️ Balanced"] == DEFAULT


@pytest.mark.parametrize(("label", "value"), wording.dial_labels())
async def test_a_setting_is_kept_and_ticked_in_the_same_message(ann: Chat, label: str, value: float) -> None:
    await ann.say("/adventurous")
    message = ann.latest
    await ann.tap(label)
    assert ann.answer == words("dial-turned", setting=label)
    assert (ann.latest, ticked(ann)) == (message, [f"{label} ✓"])
    assert await kept(ann) == value
    await ann.say("/adventurous")
    assert ticked(ann) == [f"{label} ✓"]


async def test_the_dial_leads_on_to_a_suggestion(ann: Chat) -> None:
    await ann.say("/adventurous")
    await ann.tap(words("button-suggest"))
    assert words("button-like") in ann.labels


async def test_a_setting_stays_whatever_else_is_done(ann: Chat) -> None:
    await ann.say("/adventurous")
    await ann.tap("🚀")
    await ann.rate("heat")
    await ann.say("/start")
    await ann.say("/cancel")
    assert await kept(ann) == 1.0


async def test_the_dial_is_each_persons_own(ann: Chat, home: House) -> None:
    await ann.say("/adventurous")
    await ann.tap("🛋")
    bob = home.chat(BOB)
    await bob.say("/adventurous")
    assert ticked(bob) == ["⚖️ Balanced ✓"]


@pytest.mark.parametrize(("label", "value"), wording.dial_labels())
async def test_cards_come_as_the_recommender_lines_them_up_at_this_setting(
    ann: Chat, label: str, value: float
) -> None:
    await ann.rate("heat", "die hard")
    await ann.say("/adventurous")
    await ann.tap(label)
    assert await five_cards(ann) == lined_up({1: 5.0, 4: 5.0}, value)


def test_a_bold_person_is_shown_other_cards_than_a_safe_one() -> None:
    history = {1: 5.0, 4: 5.0}
    assert lined_up(history, 0.0) != lined_up(history, DEFAULT) != lined_up(history, 1.0)


async def five_cards(chat: Chat) -> list[str]:
    await chat.say("/recommend")
    films = [film_on(chat)]
    for _ in range(4):
        await chat.tap(words("button-next"))
        films.append(film_on(chat))
    return films


def lined_up(history: dict[int, float], value: float) -> list[str]:
    """Labels of the first five cards, each chosen with those before it as the beginning of the list."""
    recommender = small_served().recommender
    return [recommender.catalog.at(place).label for place in cards(recommender, adventurous=value, count=5)(history)]


async def test_after_ten_cards_a_new_round_begins(ann: Chat) -> None:
    recommender = small_served().recommender
    await ann.say("/recommend")
    for _ in range(9):
        await ann.tap(words("button-next"))
    shown = {film.film.label for film in await ann.storage.suggestions(ann.user_id)}
    assert len(shown) == PLACES
    await ann.tap(words("button-next"))
    out = frozenset(movie.item_id for movie in CATALOG if movie.label in shown)
    assert film_on(ann) == recommender.suggest(Query(exclude=out), count=1).items[0].movie.label


@pytest.mark.parametrize(
    "data", ["dial", "dial:", "dial:41", "dial:101", "dial:-1", "dial:040", "dial:nan", "dial:²"]
)
async def test_a_setting_that_no_button_offers_changes_nothing(ann: Chat, data: str) -> None:
    await ann.say("/adventurous")
    before = await ann.facts()
    assert await ann.tap_data(data) is None
    assert ann.answer == words("tap-stale")
    assert await ann.facts() == before


async def test_in_a_group_nobody_turns_the_dial_of_another(home: House) -> None:
    ann, bob = home.chat(ANN, chat_id=GROUP), home.chat(BOB, chat_id=GROUP)
    await ann.say("/adventurous")
    data = next(button.data for row in ann.screen.rows for button in row if button.label.startswith("🚀"))
    assert await bob.tap_data(data) is None
    assert bob.answer == words("tap-not-yours")
    await ann.tap_data(data)
    assert await kept(ann) == 1.0
