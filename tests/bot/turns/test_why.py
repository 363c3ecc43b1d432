"""The exact reason: what speaks for a film and against it, and ratings changed on the spot."""

import re

import pytest

from bot.dialogue.language import phrase, words
from bot.dialogue.taps import Tap, tap_data
from bot.storage.kept import Mark, Outcome
from recengine.query import Query
from tests.bot.chatting import ANN, GROUP, Chat, House
from tests.bot.small import CATALOG, key, small_served

ROBOCOP, HEAT, TITANIC = 6, 1, 7


def percents(said: str) -> list[int]:
    return [int(number) for number in re.findall(r"(\d+)\u00a0% ", said)]


async def rated(ann: Chat) -> str:
    """Ann rated three films, and asks why RoboCop."""
    await ann.rate("heat", "die hard")
    await ann.rate("titanic", how="👎")
    return await ann.tap_data(f"why:{key(ROBOCOP)}") or ""


async def test_why_gives_shares_that_sum_up_and_a_counterfactual_and_leads_back(ann: Chat) -> None:
    await ann.rate("heat", "die hard")
    await ann.rate("titanic", how="👎")
    await ann.say("/recommend")
    card = ann.text
    said = await ann.tap(words("button-why"))
    assert said is not None
    assert said.startswith(f"Why {card.splitlines()[0]}?")
    shares = [line for line in said.splitlines() if line[0:1] in "▰▱" and line]
    assert len(shares) == 3
    assert 98 <= sum(percents("\n".join(shares))) <= 102
    assert "By its score it's number " in said
    assert "\nWithout " in said
    await ann.tap(words("button-back"))
    assert ann.text == card


async def test_namesakes_in_a_reason_are_told_apart_by_their_years(ann: Chat) -> None:
    await ann.say("hi")
    await ann.tap_data(f"rate:{key(11)}:10:l")
    await ann.tap_data(f"rate:{key(12)}:2:l")
    said = await ann.tap_data(f"why:{key(5)}") or ""
    edits = [label for label in ann.labels if "Halloween" in label]
    assert sorted(edits) == ["✏️ Halloween (1978) ★ 5", "✏️ Halloween (2007) ★ 1"]
    assert "Halloween (1978)\n" in said
    assert "Halloween (2007)\n" in said


async def test_shares_are_those_of_the_exact_reason(ann: Chat) -> None:
    said = await rated(ann)
    recommender = small_served().recommender
    history = {HEAT: 5.0, 4: 5.0, TITANIC: 1.5}
    reason = recommender.explain(Query(history), ROBOCOP)
    total = sum(abs(film.contribution) for film in reason.films)
    for film in reason.films:
        assert f"{round(100 * abs(film.contribution) / total)}\u00a0% {CATALOG[film.item_id].title}" in said
    other = recommender.without(Query(history), ROBOCOP, film=reason.films[0].item_id)
    assert f"number {recommender.rank(Query(history), ROBOCOP)} for you" in said
    name = CATALOG[reason.films[0].item_id].title
    same, moved = (
        f"Without {name} it would keep its place.",
        f"Without {name} it would be number {other.rank_without}.",
    )
    assert (same if other.rank == other.rank_without else moved) in said


async def test_why_for_a_stranger_is_short_and_does_not_invent(ann: Chat) -> None:
    await ann.say("/recommend")
    said = await ann.tap(words("button-why"))
    assert said is not None
    assert "%" not in said
    assert phrase("why-nobody").plain in said
    assert "it's number 1 for you, and number 1 for a stranger." in said
    assert ann.labels == [words("button-hide"), words("button-back")]


async def test_where_no_rating_speaks_for_a_film_why_says_what_does(ann: Chat) -> None:
    await ann.rate("titanic")
    said = await ann.tap_data(f"why:{key(ROBOCOP)}")
    assert said is not None
    assert phrase("why-nothing-rated").plain in said
    assert phrase("why-for").plain not in said
    assert "Speaks against it\n▰▰▰▰▰ 100\u00a0% Titanic" in said
    assert "Without" not in said


async def test_a_cited_rating_is_changed_on_the_spot_and_the_film_moves(ann: Chat) -> None:
    said = await rated(ann)
    before = said.split("it's number ")[1].split(" ")[0]
    await ann.tap("✏️ Heat ★ 5")
    assert ann.text == "You gave Heat (1995) ★ 5.\nChange it, and see what becomes of RoboCop (1987):"
    assert len(ann.labels) == 6
    await ann.tap("👎")
    assert (await ann.stars())["Heat"] == 1.5
    after = ann.text.split("it's number ")[1].split(" ")[0]
    assert before != after
    assert f"✏️ Heat ★ 1.5: it was number {before}, and is now number {after}." in ann.text
    assert "✏️ Heat ★ 1.5" in ann.labels
    assert ann.text.splitlines()[0] == "Why RoboCop (1987)?"


async def test_a_cited_rating_is_removed_and_undone(ann: Chat) -> None:
    said = await rated(ann)
    await ann.tap("✏️ Heat")
    await ann.tap(words("button-remove"))
    assert ann.answer == "Your rating of Heat (1995) is removed."
    assert "✏️ Heat 🗑: it" in ann.text
    assert "Heat" not in "".join(ann.labels)
    await ann.say("/undo")
    assert (await ann.stars())["Heat"] == 5.0
    assert await ann.tap_data(f"why:{key(ROBOCOP)}") == said


async def test_back_from_a_rating_leads_to_why(ann: Chat) -> None:
    said = await rated(ann)
    await ann.tap("✏️ Heat")
    assert await ann.tap(words("button-back")) == said


async def test_a_rating_that_is_gone_is_not_asked_for_again(ann: Chat) -> None:
    said = await rated(ann)
    await ann.tap("✏️ Heat")
    await ann.tap(words("button-remove"))
    await ann.tap_data(f"whyedit:{key(ROBOCOP)}:{key(HEAT)}")
    assert ann.answer == words("tap-stale")
    assert said.splitlines()[0] in ann.text


@pytest.mark.parametrize(
    "rest", ["", ":zzz", f":{key(HEAT)}", f":{key(HEAT)}:0", f":{key(HEAT)}:x", f":{key(HEAT)}:-1"]
)
async def test_tampered_buttons_change_nothing(ann: Chat, rest: str) -> None:
    await rated(ann)
    before = await ann.stars()
    await ann.tap_data(f"whyrate:{key(ROBOCOP)}{rest}")
    assert ann.answer is not None
    assert await ann.stars() == before


async def test_a_rating_tapped_twice_is_taken_once_and_the_second_says_it_stays(ann: Chat) -> None:
    await rated(ann)
    for _ in range(2):
        await ann.tap_data(f"whyrate:{key(ROBOCOP)}:{key(HEAT)}:3")
    assert "✏️ Heat ★ 1.5: it stays number " in ann.text
    assert len(await ann.storage.actions(ANN)) == 4


async def test_a_film_s_own_rating_is_no_reason_for_it(ann: Chat) -> None:
    await ann.rate("robocop", "heat")
    said = await ann.tap_data(f"why:{key(ROBOCOP)}")
    assert said is not None
    assert "RoboCop" not in "\n".join(said.splitlines()[1:])


async def test_in_groups_no_rating_is_told_nor_changed(ann: Chat, home: House) -> None:
    await rated(ann)
    there = home.chat(chat_id=GROUP)
    there.messages[1] = ann.screen
    there.latest = 1
    said = await there.tap_data(tap_data(Tap.WHY, key(ROBOCOP), owner=ANN))
    assert said is not None
    assert "Heat" not in said
    assert "%" not in said
    assert there.labels == [words("button-hide"), words("button-back")]
    assert await there.tap_data(f"whyrate:{key(ROBOCOP)}:{key(HEAT)}:3") is None
    assert there.answer == phrase("in-private").plain


async def test_never_show_hides_a_film_for_good_and_brings_the_next(ann: Chat) -> None:
    await ann.say("/recommend")
    film = ann.text.splitlines()[0]
    await ann.tap(words("button-save"))
    await ann.tap(words("button-why"))
    await ann.tap(words("button-hide"))
    assert ann.answer == f"🙈 {film} won't come up again. /hidden brings it back."
    assert film not in ann.text.splitlines()[2:]
    assert len(await ann.under(Mark.HIDDEN)) == 1
    assert await ann.under(Mark.SAVED) == []
    assert {s.film.label: s.outcome for s in await ann.storage.suggestions(ANN)}[film] is Outcome.HIDDEN
    for _ in range(14):
        await ann.say("/recommend")
        assert ann.text.splitlines()[0] != film
    await ann.say("/hidden")
    await ann.tap(f"↩️ {film}")
    await ann.say("/recommend")
    assert film in ann.text


async def test_guesses_are_told_from_four_on_and_only_those_that_came_before_the_rating(ann: Chat) -> None:
    await ann.rate("heat", "die hard")
    await ann.rate("titanic", how="👎")
    for number in range(5):
        await ann.say("/recommend")
        await ann.tap(words("button-why"))
        assert ("guesses about you" in ann.text) == (number >= 4)
        await ann.tap(words("button-back"))
        await ann.tap(words("button-like"))
    shown = [s for s in await ann.storage.suggestions(ANN) if s.outcome is Outcome.LIKED]
    right = sum((s.match or 0) >= 50 for s in shown)
    await ann.tap(words("button-why"))
    assert f"{right} of my last 5 guesses about you were right." in ann.text


async def test_a_wish_that_moves_the_film_is_told_beside_the_ratings(ann: Chat) -> None:
    await rated(ann)
    await ann.tap_data(f"steer:scarier:{key(5)}")
    await ann.tap(words("button-why"))
    assert ann.text.startswith("Why Alien (1979)?")
    assert re.search(r"▰ \d+\u00a0% you asked for scarier", ann.text)


async def test_a_film_chosen_for_being_like_another_claims_no_shares(ann: Chat) -> None:
    await rated(ann)
    await ann.tap_data(f"alike:{key(8)}")
    await ann.tap(words("button-why"))
    assert "Chosen for being like Amélie." in ann.text
    assert "▰" not in ann.text
    assert ann.labels == [words("button-hide"), words("button-back")]
