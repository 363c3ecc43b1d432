"""The first minutes with the bot."""

from typing import Any

import pytest

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.state import ENOUGH_RATINGS, DialogueState
from bot.turns import onboarding
from bot.turns.understood import GREETINGS
from recengine.elicitation import films_to_ask
from tests.bot.chatting import Chat, House
from tests.bot.small import CATALOG

WAYS_ON = [words("button-other-films"), words("button-skip")]


@pytest.mark.parametrize("hello", ["/start", "hi", "Hello!", " HEY ", "start", "/start from-a-link"])
async def test_a_newcomer_is_greeted_by_name_with_six_films_to_tap(ann: Chat, hello: str) -> None:
    said = await ann.say(hello)
    assert said is not None
    assert said.startswith("Hi Ann!")
    films, others = ann.labels[:-2], ann.labels[-2:]
    assert len(films) == len(set(films)) == 6
    assert all(label.endswith(")") for label in films)
    assert others == WAYS_ON


async def test_a_person_without_a_name_is_greeted_all_the_same(home: House) -> None:
    said = await home.chat(first_name="").say("/start")
    assert said is not None
    assert said.startswith("Hi! I find films")


def test_every_greeting_is_written_as_it_is_compared() -> None:
    assert all(word == word.lower().strip("!.,? ") for word in GREETINGS)


async def test_a_film_is_rated_with_two_taps_and_the_others_stay_where_they_are(ann: Chat) -> None:
    await ann.say("/start")
    first, *others = ann.labels[:6]
    await ann.tap(first)
    assert ann.text.startswith(first)
    assert ann.labels == [label for label, _ in wording.rate_labels()] + [words("button-unseen")]
    said = await ann.tap("👍")
    assert said is not None
    assert said.startswith(f"👍 {first}, noted.")
    assert "1 of 5" in said
    assert ann.labels[:5] == others
    assert ann.labels[5] != first
    assert ann.labels[-2:] == [words("button-other-films"), words("button-suggest")]
    assert list((await ann.stars()).values()) == [4.0]


async def test_an_unseen_film_costs_nothing_and_makes_room_for_another(ann: Chat) -> None:
    await ann.say("/start")
    first, *others = ann.labels[:6]
    await ann.tap(first)
    await ann.tap(words("button-unseen"))
    assert ann.labels[:5] == others
    assert first not in ann.labels
    assert await ann.stars() == {}
    assert (await ann.facts()).marks == {}
    assert await ann.storage.journal(ann.user_id) == []


async def test_an_unseen_film_that_was_typed_does_not_come_up_to_tap(ann: Chat) -> None:
    await ann.say("heat")
    await ann.tap(words("button-unseen"))
    assert len(ann.labels) == 8
    assert "Heat (1995)" not in ann.labels


async def test_other_films_are_six_new_ones(ann: Chat) -> None:
    await ann.say("/start")
    first = ann.labels[:6]
    await ann.tap(words("button-other-films"))
    second = ann.labels[:-2]
    assert len(second) == 6
    assert not set(first) & set(second)


async def test_when_all_films_were_asked_about_there_is_still_a_way_on(ann: Chat) -> None:
    await ann.say("/start")
    for _ in range(3):
        await ann.tap(words("button-other-films"))
    assert ann.labels == WAYS_ON
    await ann.tap(words("button-skip"))
    assert words("button-like") in ann.labels


async def test_onboarding_ends_by_itself_at_five_ratings(ann: Chat) -> None:
    await ann.say("/start")
    for count in range(1, ENOUGH_RATINGS):
        await ann.tap(ann.labels[0])
        await ann.tap("😍")
        assert f"{count} of 5." in ann.text
    await ann.tap(ann.labels[0])
    await ann.tap("😍")
    assert words("button-like") in ann.labels
    assert not DialogueState.from_json((await ann.facts()).state).onboarding


async def test_onboarding_can_be_skipped_at_once(ann: Chat) -> None:
    await ann.say("/start")
    await ann.tap(words("button-skip"))
    assert "Many people whose taste I know love it." in ann.text
    assert words("button-like") in ann.labels
    await ann.say("heat")
    await ann.tap("😍")
    assert words("button-like") in ann.labels  # a rating leads on to a suggestion now, not back to questions


async def test_a_suggestion_is_one_tap_away_after_the_first_rating(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.tap(words("button-suggest"))
    assert "Because you liked Heat." in ann.text


async def test_typing_and_tapping_count_alike(ann: Chat) -> None:
    await ann.rate("heat", "alien", "the matrix", "die hard")
    assert "4 of 5. One film to go" in ann.text
    await ann.rate("predator")
    assert words("button-like") in ann.labels


async def test_somebody_who_rated_before_is_welcomed_back(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    said = await ann.say("/start")
    assert said is not None
    assert said.startswith("Welcome back! I know 2 films of yours.")
    assert not {"Heat (1995)", "Alien (1979)"} & set(ann.labels)
    assert words("button-suggest") in ann.labels


async def test_cancel_ends_the_questions_and_says_how_to_go_on(ann: Chat) -> None:
    await ann.say("/start")
    await ann.say("/cancel")
    assert ann.text == phrase("cancelled").plain
    assert not DialogueState.from_json((await ann.facts()).state).onboarding


async def test_onboarding_goes_on_after_the_process_was_replaced(ann: Chat, home: House) -> None:
    await ann.say("/start")
    await ann.tap(ann.labels[0])
    await ann.tap("😍")
    message = ann.latest
    other = home.chat()
    other.messages, other.latest = {message: ann.screen}, message
    await other.tap(other.labels[0])
    await other.tap("👎")
    assert "2 of 5" in other.text


async def test_what_comes_up_next_depends_on_what_was_answered_and_not_seen(
    ann: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[dict[int, float | None], set[int]]] = []

    def ask(*args: Any, **wishes: Any) -> list[int]:
        heard.append((dict(wishes["answers"]), set(wishes["beside"])))
        return films_to_ask(*args, **wishes)

    monkeypatch.setattr(onboarding, "films_to_ask", ask)
    await ann.say("/start")
    on_screen = [movie.item_id for label in ann.labels[:6] for movie in CATALOG if movie.label == label]
    first, second, *others = on_screen
    await ann.tap(ann.labels[0])
    await ann.tap("👍")
    await ann.tap(ann.labels[0])
    await ann.tap(words("button-unseen"))
    assert heard[0] == ({}, set())
    assert heard[1] == ({first: 4.0}, {second, *others})
    answers, beside = heard[2]
    assert answers == {first: 4.0, second: None}
    assert beside > set(others)
    await ann.tap(words("button-other-films"))
    answers, beside = heard[3]
    assert {item_id for item_id, stars in answers.items() if stars is None} > {second, *others}
    assert (answers[first], beside) == (4.0, set())


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Heat", "Heat (1980)"),
        ("The Lord of the Rings: The Two Towers", "The Two Towers (1980)"),
        ("Star Wars: Episode V - The Empire Strikes Back", "The Empire Strikes Back (1980)"),
        ("Star Wars: Episode IV - A New Hope", "Episode IV - A New Hope (1980)"),
        ("A title without any mark that goes on and on", "A title without any mark th… (1980)"),
    ],
)
def test_a_long_title_is_shown_by_its_last_part(title: str, label: str) -> None:
    assert onboarding.short_label(title, 1980) == label
