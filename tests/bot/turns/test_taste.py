"""The taste as a picture in the chat, and its traits turned up, down and back."""

from typing import Any

import pytest

from bot.dialogue.language import phrase, words
from bot.dialogue.state import MOST_TRAITS, DialogueState
from bot.pictures.drawing import draw
from bot.pictures.spec import TastePicture, Turned
from bot.turns.taste import trait_id
from bot.turns.taste_words import picture, sureness
from recengine.taste_profile import TasteProfile, TraitTaste
from recengine.traits import TraitSetting
from tests.bot.chatting import BOB, GROUP, Chat, House
from tests.bot.turns.test_cards import film_on

UP, DOWN, MUTED, NORMAL = (words(f"button-trait-{name}") for name in ("up", "down", "muted", "normal"))


def spec(chat: Chat) -> TastePicture:
    """The data of the picture in the latest message."""
    assert chat.screen.picture is not None
    assert chat.screen.picture.kind == "taste"
    return TastePicture.from_json(chat.screen.picture.spec)


def leaning(chat: Chat) -> dict[str, float]:
    return {bar.label: bar.leaning for bar in spec(chat).genres}


async def taste(chat: Chat, *loved: str) -> None:
    await chat.rate(*loved)
    await chat.rate("titanic", how="👎")
    await chat.say("/taste")


async def kept(chat: Chat) -> Any:
    return (await chat.facts()).state["traits"]


async def open_trait(chat: Chat, name: str) -> None:
    """Turn pages until a trait has a button, and tap it."""
    while not any(label.endswith(name) for label in chat.labels):
        await chat.tap("›")
    await chat.tap(next(label for label in chat.labels if label.endswith(name)))


async def test_the_picture_shows_what_is_liked_more_and_less_than_by_most_people(ann: Chat) -> None:
    await taste(ann, "heat", "die hard", "robocop")
    assert leaning(ann)["Action"] > 0 > leaning(ann)["Romance"]
    assert [bar.label for bar in spec(ann).decades] == ["1980s", "1990s"]
    assert "Action" in ann.text.splitlines()[2]
    assert "Romance" in ann.text.splitlines()[3]
    assert "4 films" in ann.text
    assert len(ann.text) < 600


async def test_the_picture_can_be_drawn_from_what_the_outbox_kept(ann: Chat) -> None:
    await taste(ann, "heat")
    assert ann.screen.picture is not None
    assert draw(ann.screen.picture.kind, ann.screen.picture.spec).startswith(b"\x89PNG")


async def test_without_ratings_films_are_offered_instead_of_an_empty_picture(ann: Chat) -> None:
    await ann.say("/taste")
    assert ann.text == phrase("taste-none").plain
    assert ann.screen.picture is None
    assert len(ann.labels) == 8


async def test_no_screen_has_more_than_eight_buttons_and_every_trait_is_reached(ann: Chat) -> None:
    await taste(ann, "heat", "alien", "amelie", "casablanca")
    seen: list[str] = []
    for _ in range(20):
        assert len(ann.labels) <= 8
        ways = {"‹", "›", words("button-light"), words("button-suggest")}
        seen += [label for label in ann.labels if label not in ways]
        if "›" not in ann.labels:
            break
        await ann.tap("›")
    assert {"Action", "Romance", "Horror", "Comedy", "1990s", "Michael Mann", "Al Pacino"} <= set(seen)
    assert len(seen) == len(set(seen))
    await ann.tap("‹")
    assert "›" in ann.labels


async def test_a_trait_names_the_rated_films_it_rests_on(ann: Chat) -> None:
    await taste(ann, "heat", "die hard")
    await open_trait(ann, "Crime")
    assert ann.text.startswith("Crime: you like it more than most people do.")
    assert "★ 5 Heat (1995)" in ann.text
    assert "Die Hard" not in ann.text
    assert len(ann.labels) == 5
    await ann.tap(words("button-back"))
    assert words("button-light") in ann.labels


@pytest.mark.parametrize(("label", "setting"), [(UP, "up"), (DOWN, "down"), (MUTED, "muted")])
async def test_a_trait_is_turned_in_the_same_message_and_back_to_normal(ann: Chat, label: str, setting: str) -> None:
    await taste(ann, "heat", "die hard")
    await open_trait(ann, "Crime")
    message = ann.latest
    await ann.tap(label)
    assert ann.answer == words(f"trait-turned-{setting}", trait="Crime")
    assert await kept(ann) == {"genre:crime": setting}
    assert ann.latest == message
    assert next(bar.turned for bar in spec(ann).genres if bar.label == "Crime") is Turned(setting)
    assert label not in ann.labels
    await ann.say("/taste")
    assert ann.labels[0] == words(f"trait-{setting}", trait="Crime")
    assert words("taste-turned", traits=ann.labels[0]) in ann.text
    await ann.tap(ann.labels[0])
    await ann.tap(NORMAL)
    assert ann.answer == words("trait-turned-normal", trait="Crime")
    assert await kept(ann) == {}
    assert NORMAL not in ann.labels


async def test_turning_a_trait_changes_the_next_card_and_the_card_says_so(ann: Chat) -> None:
    await ann.rate("heat", "amelie")
    await ann.say("/recommend")
    assert film_on(ann) == "Notting Hill (1999)"
    await ann.say("/taste")
    await open_trait(ann, "Action")
    await ann.tap(UP)
    await ann.say("/recommend")
    assert film_on(ann) == "Die Hard (1988)"
    assert words("card-turned-up", traits="Action") in ann.text


async def test_turning_a_trait_back_brings_the_same_suggestions_as_before(ann: Chat, home: House) -> None:
    bob = home.chat(BOB)
    for chat in (ann, bob):
        await taste(chat, "heat", "die hard")
    await open_trait(ann, "Action")
    await ann.tap(DOWN)
    await ann.tap(NORMAL)
    await ann.say("/recommend")
    await bob.say("/recommend")
    assert film_on(ann) == film_on(bob)


async def test_light_and_dark_are_remembered(ann: Chat) -> None:
    await taste(ann, "heat")
    assert spec(ann).dark
    message = ann.latest
    await ann.tap(words("button-light"))
    assert (spec(ann).dark, ann.answer, ann.latest) == (False, words("taste-turned-light"), message)
    await ann.say("/taste")
    assert not spec(ann).dark
    await ann.tap(words("button-dark"))
    assert spec(ann).dark


async def test_a_taste_is_nobody_elses_business(home: House) -> None:
    ann = home.chat(chat_id=GROUP)
    await ann.say("/taste")
    assert ann.text == phrase("in-private").plain
    for data in (
        "taste:0",
        f"trait:{trait_id('genre:crime')}:0",
        f"turn:{trait_id('genre:crime')}:up:0",
        "shade:light:0",
    ):
        await ann.tap_data(data)
        assert ann.screen.picture is None
    assert (await ann.facts()).state.get("traits", {}) == {}


@pytest.mark.parametrize(
    "data",
    ["trait:no:0", "trait", "turn:no:up:0", f"turn:{trait_id('genre:crime')}:loud:0", "shade:blue:0", "shade"],
)
async def test_a_button_that_is_none_of_ours_changes_nothing(ann: Chat, data: str) -> None:
    await taste(ann, "heat")
    before = (await ann.facts()).state
    await ann.tap_data(data)
    assert ann.answer == words("tap-stale")
    assert (await ann.facts()).state == before


async def test_a_turned_trait_that_no_rated_film_has_can_be_turned_back(ann: Chat) -> None:
    await taste(ann, "heat")
    await open_trait(ann, "Crime")
    await ann.tap(UP)
    await ann.say("/ratings")
    await ann.tap("★ 5  Heat")
    await ann.tap(words("button-remove"))
    await ann.say("/taste")
    await ann.tap(words("trait-up", trait="Crime"))
    assert phrase("trait-rests-on-nothing").plain in ann.text
    await ann.tap(NORMAL)
    assert await kept(ann) == {}
    assert words("button-light") in ann.labels


async def test_the_taste_speaks_spanish(ann: Chat) -> None:
    await ann.say("/language es")
    await ann.rate("heat", "notting hill")
    await ann.say("/taste")
    assert spec(ann).words.title == "Tu gusto"
    assert {"Crimen", "Acción", "Comedia"} <= {bar.label for bar in spec(ann).genres}
    assert len(ann.text) < 600


def test_traits_are_bounded_and_checked_when_they_are_read() -> None:
    read = DialogueState.from_json(
        {"traits": {"genre:crime": "up", "genre:drama": "loud", "x": "up", "genre:": "up"}}
    )
    assert read.traits == (("genre:crime", "up"),)
    assert DialogueState.from_json({"traits": [1], "light": "yes"}) == DialogueState()
    full = DialogueState.from_json({"traits": {f"word:{n}": "up" for n in range(99)}, "light": True})
    assert (len(full.traits), full.light) == (MOST_TRAITS, True)
    assert full.turning("genre:crime", "up") == full
    assert full.turning("word:0", "down").turned("word:0") == "down"
    assert full.turning("word:0", None).turned("word:0") is None
    assert DialogueState.from_json(full.to_json()) == full


def test_how_sure_a_trait_is_follows_from_its_lean_and_its_error() -> None:
    def sure(lean: float, error: float) -> float:
        return sureness(TraitTaste("genre:crime", "Crime", lean, error, (1,), TraitSetting.UP))

    assert sure(0.0, 0.3) == 0.0
    assert sure(0.3, 0.3) == pytest.approx(0.6827**2, abs=1e-3)
    assert sure(-0.3, 0.3) == sure(0.3, 0.3)
    assert sure(0.6, 0.3) == pytest.approx(0.9545**2, abs=1e-3)


def test_what_was_turned_is_in_the_picture_however_little_it_tells() -> None:
    def genre(name: str, lean: float, setting: TraitSetting | None = None) -> TraitTaste:
        return TraitTaste(f"genre:{name.lower()}", name, lean, 0.1, (1,), setting)

    genres = [genre(f"G{number}", 0.5) for number in range(12)]
    profile = TasteProfile((*genres, genre("Comedy", 0.0, TraitSetting.UP)), 0.9, 40, 0.0)
    shown = TastePicture.from_json(picture(profile, light=False).spec).genres
    assert [bar.label for bar in shown] == ["Comedy", "G0", "G1", "G10", "G11", "G2", "G3"]
    assert shown[1].leaning == pytest.approx(0.5 / 0.8)
