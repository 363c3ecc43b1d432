"""What people say in words, and what becomes of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.events import Said
from bot.dialogue.language import phrase, words
from bot.storage.kept import Mark, Outcome
from tests.bot.chatting import UPDATES, Chat, House, house
from tests.bot.small import CATALOG, key, small_served
from tests.bot.turns.test_cards import film_on

LABELS = {movie.label: movie for movie in CATALOG}


async def test_likeness_critique_and_years_are_understood_in_one_message(ann: Chat) -> None:
    said = await ann.say("something like heat, newer, no horror, 90s")
    assert said is not None
    assert said.splitlines()[0] == "like Heat · newer · 90s · no horror"
    assert "Chosen for being like Heat." in said
    movie = LABELS[film_on(ann)]
    assert 1995 < (movie.year or 0) < 2000
    assert ann.labels[6:] == [words("button-but"), "✕ like Heat, newer, 90s, …"]


async def test_wishes_join_and_are_forgotten_over_turns(ann: Chat) -> None:
    await ann.say("something from the 90s")
    await ann.say("no horror")
    assert ann.text.splitlines()[0] == "90s · no horror"
    await ann.say("from the 80s please")
    assert ann.text.splitlines()[0] == "80s · no horror"
    await ann.say("horror")
    assert ann.text.splitlines()[0] == "80s · horror" or ann.text.splitlines()[1] == "80s · horror"
    await ann.say("forget the 80s")
    assert ann.text.splitlines()[:2] == ["Dropped: 80s.", "horror"]
    await ann.say("start over")
    assert ann.text.splitlines()[0] in LABELS


async def test_what_is_forgotten_leaves_the_rest_of_the_message(ann: Chat) -> None:
    await ann.say("90s romance")
    await ann.say("forget the 90s, no comedy")
    assert ann.text.splitlines()[:2] == ["Dropped: 90s.", "romance · no comedy"]


async def test_a_critique_is_about_the_latest_card_and_stays(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.say("something newer")
    assert ann.text.splitlines()[0] == "newer"
    assert (LABELS[film_on(ann)].year or 0) > 1988
    await ann.tap(words("button-like"))
    assert "newer" in ann.text.splitlines()


async def test_more_like_this_resembles_the_card_and_rates_nothing(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.say("more like this")
    assert ann.text.splitlines()[0] == "like Die Hard"
    assert await ann.stars() == {}


async def test_several_films_are_rated_at_once_and_taken_back_by_a_tap(ann: Chat) -> None:
    said = await ann.say("loved heat and alien, hated titanic")
    assert said == "😍 Heat (1995), ★ 5 noted.\n😍 Alien (1979), ★ 5 noted.\n👎 Titanic (1997), ★ 1 noted."
    assert await ann.stars() == {"Heat": 5.0, "Alien": 5.0, "Titanic": 1.0}
    assert ann.labels == [words("button-undo"), words("button-suggest"), words("button-other-films")]
    await ann.tap(words("button-undo"))
    assert ann.answer == words("taken-back")
    assert await ann.stars() == {}


async def test_an_undo_that_comes_late_touches_nothing_else(ann: Chat) -> None:
    await ann.say("loved heat")
    first = ann.latest
    await ann.say("loved alien")
    await ann.tap(words("button-undo"), message=first)
    assert ann.answer == words("undo-elsewhere")
    assert await ann.stars() == {"Heat": 5.0, "Alien": 5.0}


async def test_a_doubtful_title_is_asked_about_and_rated_by_the_tap(ann: Chat) -> None:
    said = await ann.say("loved halloween")
    assert said == "Which one do you mean by halloween? It gets ★ 5."
    assert await ann.stars() == {}
    await ann.tap("Halloween (2007)")
    assert [(r.film.label, r.stars) for r in (await ann.facts()).ratings] == [("Halloween (2007)", 5.0)]


async def test_of_a_sure_and_a_doubtful_film_the_sure_one_is_rated_first(ann: Chat) -> None:
    await ann.say("loved heat and halloween")
    assert await ann.stars() == {"Heat": 5.0}
    assert ann.text.startswith("Which one do you mean by halloween?")


async def test_it_is_the_film_that_was_shown_last(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    assert await ann.say("loved it") == f"😍 {film}, ★ 5 noted."
    await ann.say("casablanca")
    await ann.say("that one was terrible")
    assert (await ann.stars())["Casablanca"] == 1.0


async def test_a_mere_sign_of_praise_asks_and_rates_nothing(ann: Chat) -> None:
    await ann.say("/recommend")
    film = film_on(ann)
    for text in ("😍", "👍👍", "amazing"):
        said = await ann.say(text)
        assert said is not None
        assert said.startswith(film)
        assert said.endswith("How was it?")
    assert await ann.stars() == {}


@pytest.mark.parametrize("text", ["loved it", "seen it", "what is it about", "more like this"])
async def test_without_a_film_to_mean_it_is_asked_for(ann: Chat, text: str) -> None:
    assert await ann.say(text) == phrase("which-film-meant").plain
    assert (await ann.facts()).ratings == ()


async def test_seen_marks_the_card_or_the_films_that_are_named(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.say("seen it")
    assert await ann.under(Mark.SEEN) == ["Die Hard"]
    assert ann.text.endswith("How was it?")
    said = await ann.say("saw heat and alien")
    assert said == "Noted, you've seen: Heat (1995), Alien (1979)."
    assert await ann.under(Mark.SEEN) == ["Die Hard", "Heat", "Alien"]
    await ann.tap(words("button-undo"))
    assert await ann.under(Mark.SEEN) == ["Die Hard"]


async def test_not_seen_marks_nothing_and_shows_what_speaks_for_the_film(ann: Chat) -> None:
    await ann.tap_data(f"card:{key(4)}")
    await ann.say("haven't seen it")
    assert film_on(ann) == "Die Hard (1988)"
    assert words("button-like") in ann.labels
    assert await ann.under(Mark.SEEN) == []


async def test_seen_of_a_doubtful_title_asks_which(ann: Chat) -> None:
    await ann.say("i've seen halloween")
    assert ann.text == "Which one do you mean by halloween?"
    assert await ann.under(Mark.SEEN) == []


async def test_a_question_about_a_film_is_answered_in_short(ann: Chat) -> None:
    await ann.rate("alien", "the matrix", "predator")
    said = await ann.say("tell me about heat")
    assert said is not None
    first, genres, people, _, typical, for_you = said.splitlines()
    assert (first, genres, people) == (
        "Heat (1995)",
        "Action · Crime",
        "by Michael Mann · with Al Pacino and Robert De Niro",
    )
    assert typical.startswith("Typically ★ ")
    assert for_you.startswith("About ★ ")
    assert for_you.endswith("% match")
    await ann.tap(words("button-rate-it"))
    assert ann.text.endswith("How was it?")


async def test_a_film_tells_its_time_its_words_and_what_one_did_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = small_served()
    film = replace(served.recommender.catalog[1], minutes=170, words=("tense", "heist"))
    usual = served.films.by_key
    monkeypatch.setattr(served.films, "by_key", lambda asked: film if asked == key(1) else usual(asked))
    async with house(tmp_path, served=served) as there:
        ann = there.chat()
        await ann.say("tell me about heat")
        await ann.tap(words("button-save"))
        assert "Heat" in await ann.under(Mark.SAVED)
        said = await ann.say("what is it about?")
        assert said is not None
        assert said.splitlines()[3:5] == ["170 min", "People call it: tense, heist"]
        assert said.endswith("You saved it for later.")
        await ann.say("loved heat")
        assert "You gave it ★ 5." in (await ann.say("what is it about?") or "")


async def test_films_like_one_are_a_tap_away_from_what_is_known_of_it(ann: Chat) -> None:
    await ann.say("tell me about heat")
    await ann.tap(words("button-info-similar"))
    assert ann.text.splitlines()[0] == "like Heat"


async def test_why_is_about_the_latest_card(ann: Chat) -> None:
    assert await ann.say("why") == phrase("why-no-card").plain
    await ann.tap(words("button-suggest"))
    film = film_on(ann)
    assert (await ann.say("why this one?") or "").startswith(f"Why {film}?")
    await ann.tap(words("button-back"))
    assert film_on(ann) == film


async def test_undo_in_words(ann: Chat) -> None:
    await ann.rate("heat")
    assert await ann.say("undo that rating") == "↩️ Taken back: your rating of Heat (1995)."
    assert await ann.stars() == {}


@pytest.mark.parametrize(("text", "key"), [("thanks!", "welcome"), ("ok", "small-talk"), ("nope", "small-talk")])
async def test_small_talk_has_a_way_on(ann: Chat, text: str, key: str) -> None:
    assert await ann.say(text) == phrase(key).plain
    assert words("button-suggest") in ann.labels


async def test_a_word_that_is_a_title_in_full_names_the_film(ann: Chat) -> None:
    said = await ann.say("alien")
    assert said is not None
    assert said.startswith("Alien (1979)")
    assert said.endswith("How was it?")


HOSTILE = [
    "🎬🎬🎬",
    "مرحبا بالعالم",
    "שלום",
    "x" * 4096,
    "heat " * 800,
    "\u200b\u200b\u200b",
    "\u202eevas",
    "<b>bold</b><script>alert(1)</script>",
    "'; DROP TABLE ratings; --",
    "?!.,;:…",
    "/",
    "//",
    "{0} %s %d { $film }",
    "loved " * 300,
    "\x00\x01",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_whatever_comes_is_answered_and_applies_nothing(ann: Chat, text: str) -> None:
    await ann.say("/recommend 90s")
    before = await ann.facts()
    assert await ann.say(text)
    assert ann.labels
    after = await ann.facts()
    assert (after.ratings, after.marks) == (before.ratings, before.marks)


async def test_two_commands_in_one_message_run_neither(ann: Chat) -> None:
    await ann.rate("heat")
    for text in ("/undo /recommend", "/recommend\n/undo", "/rate /similar heat"):
        assert "One command at a time" in (await ann.say(text) or "")
    assert await ann.stars() == {"Heat": 5.0}


async def test_not_this_one_goes_on_to_the_next_card_and_wishes_nothing(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.say("/recommend")
    before = ann.text
    for text in ("not this one", "skip it", "no, esa no"):
        assert await ann.say(text) not in (None, before)
        assert not [label for label in ann.labels if label.startswith("✕")]
    assert [shown.outcome for shown in await ann.storage.suggestions(ann.user_id)][1:] == [Outcome.PASSED] * 3
    await ann.say("alien")
    assert await ann.say("not that one") == phrase("try-again").plain


async def test_an_edited_message_neither_rates_nor_takes_back_again(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    for text in ("/undo", "undo", "deshacer", "save it", "hide it", "thanks, hide it"):
        await ann.say(text, edited=True)
    assert ((await ann.facts()).marks, await ann.stars()) == ({}, {"Heat": 5.0, "Alien": 5.0})
    for text in ("hated heat", "seen heat", "heat: 2 stars"):
        assert "You gave it ★ 5" in (await ann.say(text, edited=True) or "")
    assert await ann.stars() == {"Heat": 5.0, "Alien": 5.0}


@pytest.mark.parametrize("text", ["loved heat", "seen heat", "undo", "hated it"])
async def test_somebody_else_s_words_apply_nothing(ann: Chat, text: str) -> None:
    await ann.rate("alien")
    outcome = await ann.conversation.handle(next(UPDATES), Said(ann.sender, ann.place, text, forwarded=True))
    assert outcome.messages
    assert await ann.stars() == {"Alien": 5.0}
    assert await ann.under(Mark.SEEN) == []


async def test_a_group_may_say_what_it_wants_with_the_command(home: House) -> None:
    group = home.chat(chat_id=-5001)
    assert await group.say("something funny") is None
    assert (await group.say("/recommend something funny from the 90s") or "").splitlines()[0] == "90s · comedy"


async def test_it_is_saved_hidden_and_listed_in_words(ann: Chat) -> None:
    await ann.say("heat")
    said = await ann.say("save it")
    assert said is not None
    assert said.startswith("Saved.")
    assert await ann.under(Mark.SAVED) == ["Heat"]
    assert await ann.say("save it") is not None
    assert await ann.under(Mark.SAVED) == ["Heat"]
    listed = await ann.say("my list")
    assert listed is not None
    assert any("Heat" in label for label in ann.labels)
    await ann.say("heat")
    await ann.say("don't show me this again")
    assert await ann.under(Mark.HIDDEN) == ["Heat"]
    assert await ann.under(Mark.SAVED) == []


async def test_what_words_save_the_button_takes_back(ann: Chat) -> None:
    await ann.say("heat")
    await ann.say("save it")
    await ann.tap("↩️")
    assert await ann.under(Mark.SAVED) == []


async def test_erasing_in_words_asks_first_with_figures(ann: Chat) -> None:
    await ann.rate("heat")
    asked = await ann.say("delete my data")
    assert asked == await ann.say("/delete")
    assert await ann.stars() == {"Heat": 5.0}


async def test_goodbye_gets_a_farewell(ann: Chat) -> None:
    assert await ann.say("bye") == "See you! I'm here whenever you want a film."


async def test_a_station_may_be_named_like_a_command(ann: Chat) -> None:
    await ann.say("/station heat")
    await ann.say("/station")
    await ann.tap("🔊 Heat")
    await ann.tap("✏️")
    said = await ann.say("my list")
    assert said is not None
    assert "my list" in said


async def test_spanish_is_understood_from_those_who_speak_it(ann: Chat) -> None:
    ann.language = "es"
    await ann.say("me encantó heat, odié titanic")
    assert await ann.stars() == {"Heat": 5.0, "Titanic": 1.0}
    said = await ann.say("una de terror de los 70")
    assert said is not None
    assert "Alien (1979)" in said or "Halloween (1978)" in said
    assert "terror" in said.lower()
    await ann.say("ya la vi")
    assert len(await ann.under(Mark.SEEN)) == 1


async def test_a_genre_beside_a_length_is_not_lost(ann: Chat) -> None:
    said = await ann.say("something scary for tonight under 2 hours")
    assert said is not None
    assert said.splitlines()[1] == "shorter · horror"
    assert any(title in said for title in ("Alien (1979)", "Halloween"))


async def test_a_film_to_resemble_is_forgotten_by_its_title(ann: Chat) -> None:
    await ann.say("something like heat, 90s")
    await ann.say("forget heat")
    assert ann.text.splitlines()[:2] == ["Dropped: like Heat.", "90s"]
