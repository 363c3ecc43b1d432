"""Naming a film in one's own words."""

import pytest

from bot.dialogue import wording
from bot.dialogue.language import words
from tests.bot.chatting import Chat
from tests.bot.small import key


@pytest.mark.parametrize("text", ["heat", "/rate heat", "HEAT (1995)", "heat 1995"])
async def test_a_sure_match_asks_how_it_was(ann: Chat, text: str) -> None:
    said = await ann.say(text)
    assert said == "Heat (1995)\nAction · Crime\n\nHow was it?"
    assert ann.labels == [label for label, _ in wording.rate_labels()] + [
        words("button-unseen"),
        words("button-save"),
    ]


async def test_an_unsure_match_offers_candidates_with_their_years(ann: Chat) -> None:
    assert await ann.say("halloween") == "Which one do you mean by halloween?"
    assert ann.labels == ["Halloween (1978)", "Halloween (2007)", "None of these"]
    await ann.tap("Halloween (2007)")
    await ann.tap("👍")
    assert [(r.film.label, r.stars) for r in (await ann.facts()).ratings] == [("Halloween (2007)", 4.0)]


async def test_none_of_the_candidates_leads_on(ann: Chat) -> None:
    await ann.say("halloween")
    said = await ann.tap("None of these")
    assert said == "Alright. Try the title again, maybe with its year."
    assert ann.labels == [words("button-suggest"), words("button-other-films")]


async def test_no_match_says_so_and_what_to_type(ann: Chat) -> None:
    said = await ann.say("zzzqqq & <b>")
    assert said is not None
    assert said.startswith("I don't know what to make of zzzqqq & <b>.")
    assert "loved alien" in said
    assert ann.labels == [words("button-missed"), words("button-suggest"), words("button-other-films")]


@pytest.mark.parametrize("text", ["🎬🎬🎬", "?", "x" * 4096, "\x00", "\ud83c", "   ", "' OR 1=1 --", "%s %d {0}"])
async def test_anything_typed_gets_an_answer(ann: Chat, text: str) -> None:
    assert await ann.say(text)


async def test_a_film_that_was_rated_shows_its_stars(ann: Chat) -> None:
    await ann.rate("heat")
    said = await ann.say("heat")
    assert said is not None
    assert "You gave it ★ 5. Change it?" in said
    await ann.tap("👎")
    assert await ann.stars() == {"Heat": 1.5}


async def test_a_film_that_is_gone_from_the_catalogue_says_so(ann: Chat) -> None:
    await ann.say("heat")
    assert await ann.tap_data("rate:zzzzzzzzzzzzz:10:l") is None
    assert ann.answer == words("tap-unknown-film")


@pytest.mark.parametrize("stars", ["0", "", "x"])
async def test_a_rating_button_without_a_rating_is_stale(ann: Chat, stars: str) -> None:
    await ann.say("heat")
    data = f"rate:{key(1)}:{stars}:l" if stars else f"rate:{key(1)}"
    assert await ann.tap_data(data) is None
    assert ann.answer == words("tap-stale")
    assert await ann.stars() == {}


async def test_more_than_five_stars_are_five(ann: Chat) -> None:
    await ann.say("heat")
    await ann.tap_data(f"rate:{key(1)}:99:l")
    assert await ann.stars() == {"Heat": 5.0}


@pytest.mark.parametrize(
    ("origin", "onboarding", "next_up"),
    [
        ("o", True, words("button-other-films")),
        ("l", True, words("button-other-films")),
        ("h", True, "★ 5  Heat (1995)"),
        ("c", True, words("button-like")),
        ("s", True, words("button-like")),
        ("x", True, words("button-other-films")),
        ("o", False, words("button-like")),
        ("l", False, words("button-like")),
        ("h", False, "★ 5  Heat (1995)"),
        ("c", False, words("button-like")),
        ("s", False, words("button-like")),
    ],
)
async def test_after_a_rating_one_goes_on_where_one_came_from(
    ann: Chat, origin: str, onboarding: bool, next_up: str
) -> None:
    if not onboarding:
        await ann.say("/cancel")
    await ann.say("heat")
    said = await ann.tap_data(f"rate:{key(1)}:10:{origin}")
    assert said is not None
    assert said.startswith("😍 Heat (1995), noted.")
    assert next_up in ann.labels
    assert ann.answer == "😍 Heat (1995), noted."


async def test_unseen_after_onboarding_shows_what_speaks_for_the_film(ann: Chat) -> None:
    await ann.rate("alien")
    await ann.say("/cancel")
    await ann.say("heat")
    await ann.tap(words("button-unseen"))
    assert ann.text.startswith("Heat (1995)\nAction · Crime\nby Michael Mann · with Al Pacino and Robert De Niro")
    assert words("button-like") in ann.labels


async def test_a_command_without_its_title_asks_for_one(ann: Chat) -> None:
    for command in ("rate", "similar"):
        assert await ann.say(f"/{command}") == f"Which film? Send it with the command, like: /{command} heat"


async def test_similar_films_are_of_the_same_kind_and_not_rated_ones(ann: Chat) -> None:
    await ann.rate("die hard")
    said = await ann.say("/similar heat")
    assert said == "If you like Heat (1995), try:"
    assert 1 <= len(ann.labels[:-2]) <= 5
    assert not {"Heat (1995)", "Die Hard (1988)"} & set(ann.labels)
    assert ann.labels[0] in {"RoboCop (1987)", "The Matrix (1999)", "Predator (1987)", "Alien (1979)"}


async def test_nothing_is_similar_to_no_film(ann: Chat) -> None:
    said = await ann.say("/similar zzzqqq")
    assert said is not None
    assert said.startswith("I can't find a film called zzzqqq")


async def test_a_similar_film_that_is_passed_does_not_come_up_again(ann: Chat) -> None:
    await ann.say("/similar casablanca")
    film = ann.labels[0]
    await ann.tap(film)
    assert ann.text.startswith(film)
    seen = [film]
    for _ in range(5):
        await ann.tap(words("button-next"))
        seen.append(ann.text.splitlines()[0])
    assert len(set(seen)) == len(seen)
