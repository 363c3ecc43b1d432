"""Wishes over turns: in force until they are taken back, shown on the card, removable by a tap."""

from pathlib import Path

import pytest

from bot.dialogue.language import phrase, words
from bot.dialogue.thread import SILENCE
from bot.storage.kept import Mark
from bot.storage.sqlite import SqliteStorage
from recengine.critiques import Direction
from tests.bot.chatting import GROUP, Chat, House
from tests.bot.small import CATALOG, key
from tests.bot.turns.test_cards import film_on

LABELS = {movie.label: movie for movie in CATALOG}


async def test_wishes_stand_over_the_card_and_hold_for_the_next_ones(ann: Chat) -> None:
    said = await ann.say("/recommend 90s romance")
    assert said is not None
    assert said.splitlines()[0] == "90s · romance"
    for button in ("button-like", "button-next"):
        assert LABELS[film_on(ann)].year in range(1990, 2000)
        assert "Romance" in LABELS[film_on(ann)].genres
        await ann.tap(words(button))
    assert "90s · romance" in ann.text


async def test_a_single_wish_is_taken_back_on_the_card(ann: Chat) -> None:
    await ann.say("/recommend 90s")
    film = film_on(ann)
    assert ann.labels[6:] == [words("button-but"), "✕ 90s"]
    await ann.tap("✕ 90s")
    assert ann.answer == "Dropped: 90s. The next card goes without it."
    assert film_on(ann) == film
    assert ann.text.splitlines()[0] == film
    assert ann.labels[6:] == [words("button-but")]


async def test_several_wishes_are_taken_back_one_by_one_or_all_at_once(ann: Chat) -> None:
    await ann.say("/recommend 90s action no horror")
    film = film_on(ann)
    await ann.tap("✕ 90s, action, no horror")
    assert ann.text == phrase("chips-title").plain
    assert ann.labels == ["✕ 90s", "✕ action", "✕ no horror", words("button-back"), words("button-drop-all")]
    await ann.tap("✕ action")
    assert ann.labels == ["✕ 90s", "✕ no horror", words("button-back"), words("button-drop-all")]
    await ann.tap(words("button-back"))
    assert ann.text.splitlines()[0] == "90s · no horror"
    assert film_on(ann) == film
    await ann.tap("✕ 90s, no horror")
    await ann.tap(words("button-drop-all"))
    assert ann.answer == words("wishes-dropped")
    assert ann.text.splitlines()[0] == film
    assert ann.labels[6:] == [words("button-but")]


async def test_the_last_wish_taken_back_leaves_a_way_to_the_card(ann: Chat) -> None:
    await ann.say("/recommend 90s action")
    await ann.tap("✕ 90s, action")
    await ann.tap("✕ 90s")
    await ann.tap("✕ action")
    assert ann.text == phrase("chips-none").plain
    assert ann.labels == [words("button-back")]


async def test_an_old_button_of_a_wish_that_is_gone_takes_nothing_else_back(ann: Chat) -> None:
    await ann.say("/recommend 90s")
    chip = next(b.data for row in ann.screen.rows for b in row if b.label == "✕ 90s")
    await ann.tap("✕ 90s")
    await ann.say("/recommend action")
    await ann.tap_data(chip)
    assert ann.answer == words("wish-gone")
    assert ann.text.splitlines()[0] == "action"


async def test_what_had_to_be_left_out_is_told(ann: Chat) -> None:
    said = await ann.say("/recommend comedy from the 40s")
    assert said is not None
    assert said.splitlines()[:2] == ["Nothing fits all of that, so I left out: 40s.", "40s · comedy"]
    assert "Comedy" in LABELS[film_on(ann)].genres


async def test_a_direction_moves_the_next_cards_and_stands_as_a_wish(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.tap(words("button-but"))
    assert ann.text.splitlines()[0] == "More like Die Hard, but…"
    assert ann.labels == [
        "Funnier",
        "Darker",
        "Lighter",
        "Scarier",
        "Newer",
        "Older",
        words("button-back"),
        words("button-more"),
    ]
    await ann.tap("Newer")
    assert ann.text.splitlines()[0] == "newer"
    for _ in range(3):
        assert (LABELS[film_on(ann)].year or 0) > 1988
        await ann.tap(words("button-next"))
    await ann.tap("✕ newer")
    assert ann.text.splitlines()[0] in LABELS


async def test_the_other_directions_are_a_page_further_and_shorter_only_where_times_are_known(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.tap(words("button-but"))
    await ann.tap(words("button-more"))
    assert ann.labels == [
        "Better known",
        "Less known",
        "Something different",
        words("button-like-this"),
        words("button-station-around"),
        words("button-back"),
    ]
    await ann.tap(words("button-back"))
    assert words("button-more") in ann.labels
    await ann.tap(words("button-back"))
    assert film_on(ann) == "Die Hard (1988)"


async def test_something_just_like_a_film_stays_in_force(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(7)}")
    await ann.tap_data(f"alike:{key(7)}")
    assert ann.text.splitlines()[0] == "like Titanic"
    assert "Chosen for being like Titanic." in ann.text
    assert "Romance" in LABELS[film_on(ann)].genres
    await ann.tap(words("button-next"))
    assert ann.text.splitlines()[0] == "like Titanic"


@pytest.mark.parametrize(
    "data", ["steer:sideways:" + key(4), "steer", "steer:newer:zzzzzzzzzzzzz", "but:zzzzzzzzzzzzz"]
)
async def test_hostile_directions_change_nothing(ann: Chat, data: str) -> None:
    await ann.say("/recommend")
    assert await ann.tap_data(data) is None
    assert ann.answer in (words("tap-stale"), words("tap-unknown-film"))


async def test_chips_of_a_film_that_is_gone_lead_to_a_suggestion(ann: Chat) -> None:
    await ann.say("/recommend 90s action")
    for data in ("chips:zzz", "unchip:00000000:zzz", "unchip"):
        await ann.tap_data(data)
        assert words("button-suggest") in ann.labels
    await ann.tap_data("unchips")
    assert film_on(ann)


async def test_wishes_are_let_go_after_six_hours_and_the_card_says_so(
    home: House, ann: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ann.say("/recommend 90s")
    clock = home.conversation._clock
    monkeypatch.setattr(home.conversation, "_clock", lambda: clock() + SILENCE + 60)
    said = await ann.say("/recommend")
    assert said is not None
    assert said.splitlines()[0] == "It's been a while, so I let go of: 90s."
    await ann.tap(words("button-next"))
    assert "let go" not in ann.text


async def test_wishes_outlive_a_restart(tmp_path: Path, ann: Chat, home: House) -> None:
    await ann.say("/recommend 90s")
    state = (await home.storage.facts(ann.user_id)).state
    again = SqliteStorage(tmp_path / "matinee.sqlite3")
    await again.open()
    assert (await again.facts(ann.user_id)).state == state
    await again.close()
    assert state["threads"][str(ann.user_id)]["tonight"] == {"years": [1990, 1999]}


async def test_what_was_wished_in_private_is_not_told_in_a_group(home: House, ann: Chat) -> None:
    await ann.rate("heat", "die hard", "predator")
    await ann.say("/recommend 90s")
    group = home.chat(chat_id=GROUP)
    said = await group.say("/recommend")
    assert said is not None
    assert "90s" not in said
    assert not any(title in said for title in await ann.stars())
    assert await group.say("/recommend romance") is not None
    assert group.text.splitlines()[0] == "romance"
    await ann.say("/recommend")
    assert ann.text.splitlines()[0] == "90s"
    assert await ann.under(Mark.SAVED) == []


def test_all_directions_can_be_tapped() -> None:
    from bot.turns.steering import PAGES, code_of

    offered = [way for page in PAGES for way in page]
    assert sorted(offered) == sorted(Direction)
    assert len({code_of(way) for way in Direction}) == len(Direction)
