"""Suggestion cards: every tap counts at once."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.taps import Tap
from bot.storage.kept import Mark, Outcome
from recengine.recommender import Recommender
from tests.bot.chatting import Chat, house
from tests.bot.small import CATALOG, ROMANCES, THRILLS, key, small_served

BUTTONS = [
    words("button-like"),
    words("button-dislike"),
    words("button-seen"),
    words("button-save"),
    words("button-why"),
    words("button-next"),
    words("button-but"),
]


def labels_of(items: tuple[int, ...]) -> set[str]:
    return {CATALOG[item].label for item in items}


def film_on(chat: Chat) -> str:
    """The film of the card on the screen, below a note where there is one."""
    return next(line for line in chat.text.splitlines() if line in {movie.label for movie in CATALOG})


async def outcomes(chat: Chat) -> dict[str, Outcome | None]:
    return {shown.film.label: shown.outcome for shown in await chat.storage.suggestions(chat.user_id)}


async def test_a_card_names_the_film_its_genres_its_people_and_an_honest_reason(ann: Chat) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    said = await ann.tap_data(f"card:{key(1)}")
    assert said is not None
    title, genres, people, _, reason, stars = said.splitlines()
    assert (title, genres) == ("Heat (1995)", "Action · Crime")
    assert people == "by Michael Mann · with Al Pacino and Robert De Niro"
    assert reason.startswith("Because you liked ")
    assert re.fullmatch(r"About ★ [45]\.\d for you · \d\d % match", stars)
    assert ann.labels == BUTTONS


async def test_a_card_tells_no_stars_before_three_ratings_are_known(ann: Chat) -> None:
    for film, told in (("alien", False), ("the matrix", False), ("predator", True)):
        await ann.rate(film)
        said = await ann.tap_data(f"card:{key(1)}")
        assert said is not None
        assert ("for you" in said) is told


async def test_stars_follow_what_was_liked_and_what_was_not(ann: Chat) -> None:
    await ann.rate("alien", "the matrix", "predator", "robocop")
    await ann.rate("titanic", how="👎")
    told = []
    for item in (1, 9):
        said = await ann.tap_data(f"card:{key(item)}")
        assert said is not None
        told.append(float(said.splitlines()[-1].removeprefix("About ★ ").split(" for you")[0]))
    assert told[0] > told[1] + 1


async def test_a_version_that_predicts_no_stars_tells_none(tmp_path: Path) -> None:
    served = small_served()
    plain = Recommender(served.recommender.model, served.recommender.catalog, served.recommender.statistics)
    async with house(tmp_path, served=replace(served, recommender=plain)) as there:
        ann = there.chat()
        await ann.rate("alien", "the matrix", "predator", "robocop")
        said = await ann.tap_data(f"card:{key(1)}")
    assert said is not None
    assert "★" not in said


async def test_what_was_rated_decides_what_is_suggested(ann: Chat) -> None:
    await ann.rate("heat", "die hard")
    await ann.say("/recommend")
    assert film_on(ann) in labels_of(THRILLS)


async def test_a_stranger_gets_what_many_love_and_no_made_up_reason(ann: Chat) -> None:
    await ann.say("/recommend")
    assert ann.text.endswith("Many people whose taste I know love it.")


async def test_a_card_never_gives_a_film_one_did_not_like_as_its_reason(ann: Chat) -> None:
    await ann.rate("titanic", "casablanca", how="👎")
    await ann.say("/recommend")
    assert "Because" not in ann.text


@pytest.mark.parametrize(
    ("button", "stars", "outcome"),
    [(words("button-like"), 4.0, Outcome.LIKED), (words("button-dislike"), 2.0, Outcome.DISLIKED)],
)
async def test_a_thumb_counts_at_once_and_the_card_becomes_the_next(
    ann: Chat, button: str, stars: float, outcome: Outcome
) -> None:
    await ann.say("/recommend")
    film, message = film_on(ann), ann.latest
    await ann.tap(button)
    assert ann.latest == message
    assert film_on(ann) != film
    assert film in ann.text.splitlines()[0]
    assert ann.answer is not None
    assert film in ann.answer
    assert list((await ann.stars()).values()) == [stars]
    assert (await outcomes(ann))[film] is outcome


async def test_the_next_cards_already_know_the_thumbs(ann: Chat) -> None:
    await ann.say("/recommend")
    assert film_on(ann) in labels_of(ROMANCES)
    await ann.tap(words("button-dislike"))
    await ann.tap(words("button-dislike"))
    assert film_on(ann) in labels_of(THRILLS)


async def test_the_last_film_left_does_not_come_again_at_once(ann: Chat) -> None:
    for _ in range(2 * len(CATALOG)):
        await ann.say("/recommend")
        film = film_on(ann)
        await ann.tap(words("button-like"))
        if ann.text == phrase("nothing-left").plain:
            break
        card = ann.text
        await ann.tap(words("button-next"))
        assert ann.text != card, film
        if ann.text == phrase("nothing-left").plain:
            break
    assert ann.text == phrase("nothing-left").plain
    assert ann.labels == [words("button-other-films")]


async def test_seen_is_noted_apart_from_liked(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    await ann.tap(words("button-seen"))
    assert ann.answer == f"Noted: you've seen {film}."
    assert ann.labels == [label for label, _ in wording.rate_labels()] + [words("button-undo"), words("button-next")]
    assert await ann.stars() == {}
    assert len(await ann.under(Mark.SEEN)) == 1
    await ann.tap(words("button-next"))
    assert film_on(ann) != film
    assert (await outcomes(ann))[film] is Outcome.SEEN


async def test_a_seen_film_can_be_rated_right_there(ann: Chat) -> None:
    await ann.say("/recommend")
    await ann.tap(words("button-seen"))
    await ann.tap("👎")
    assert list((await ann.stars()).values()) == [1.5]
    assert words("button-like") in ann.labels


async def test_seen_can_be_taken_back_on_the_spot(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    await ann.tap(words("button-seen"))
    await ann.tap(words("button-undo"))
    assert ann.answer == f"Taken back: {film}."
    assert film_on(ann) == film
    assert await ann.under(Mark.SEEN) == []
    assert await ann.tap_data(Tap.UNDO.value) is None
    assert ann.answer == phrase("nothing-to-undo").plain


async def test_save_toggles_and_the_card_stays(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    await ann.tap(words("button-save"))
    assert film_on(ann) == film
    assert words("button-saved") in ann.labels
    assert len(await ann.under(Mark.SAVED)) == 1
    assert (await outcomes(ann))[film] is Outcome.SAVED
    await ann.tap(words("button-saved"))
    assert words("button-save") in ann.labels
    assert await ann.under(Mark.SAVED) == []


async def test_next_holds_nothing_against_a_film_but_does_not_show_it_again(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    await ann.tap(words("button-next"))
    assert film_on(ann) != film
    assert (await outcomes(ann))[film] is Outcome.PASSED
    assert await ann.stars() == {}
    assert (await ann.facts()).marks == {}


async def test_no_film_is_suggested_twice_while_there_are_others(ann: Chat) -> None:
    await ann.rate("heat")
    shown: list[str] = []
    ways = [
        words("button-next"),
        words("button-like"),
        words("button-seen"),
        words("button-dislike"),
        words("button-save"),
    ]
    for step in range(10):
        await ann.say("/recommend")
        shown.append(film_on(ann))
        await ann.tap(ways[step % len(ways)])
        if words("button-like") in ann.labels and words("button-saved") not in ann.labels:
            shown.append(film_on(ann))
        if len(shown) >= 11:
            break
    shown = shown[:11]
    assert len(set(shown)) == 11
    assert "Heat (1995)" not in shown


async def test_films_that_were_passed_come_last_and_say_so(ann: Chat) -> None:
    await ann.say("/recommend")
    for _ in range(11):
        await ann.tap(words("button-next"))
    assert words("shown-again") not in ann.text
    await ann.tap(words("button-next"))
    assert words("shown-again") in ann.text


async def test_when_everything_was_rated_nothing_is_left(ann: Chat) -> None:
    await ann.say("/recommend")
    for _ in range(12):
        await ann.tap(words("button-like"))
    assert ann.text == phrase("nothing-left").plain
    assert len((await ann.facts()).ratings) == 12


async def test_a_button_tapped_twice_counts_once(ann: Chat) -> None:
    await ann.say("/recommend")
    data = ann.screen.rows[0][0].data
    await ann.tap_data(data)
    await ann.tap_data(data)
    assert len(await ann.stars()) == 1
    assert len(await ann.storage.journal(ann.user_id)) == 1


async def test_a_stale_button_does_nothing(ann: Chat) -> None:
    await ann.say("/recommend")
    before = await ann.facts()
    for data in ("frobnicate", "like", "like:zzzz", "like:" + "x" * 60, "LIKE:" + key(1), ""):
        assert await ann.tap_data(data) is None
        assert ann.answer in {words("tap-stale"), words("tap-unknown-film")}
    assert await ann.facts() == before


async def test_passing_over_the_last_film_says_that_it_was_the_last(ann: Chat) -> None:
    await ann.rate(*(movie.label for movie in CATALOG if movie.title not in ("Heat", "Alien")))
    await ann.say("/recommend")
    first = film_on(ann)
    await ann.tap(words("button-next"))
    assert film_on(ann) != first
    await ann.tap(words("button-next"))
    assert film_on(ann) == first
    assert words("shown-again") in ann.text
    await ann.tap(words("button-like"))
    await ann.tap(words("button-next"))
    assert ann.text == phrase("nothing-left").plain
    assert words("button-other-films") in ann.labels
