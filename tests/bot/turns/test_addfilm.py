"""Admins add films in the chat; the others get a kind answer, and what they miss is noted without their name."""

from pathlib import Path

import pytest

from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.taps import Tap, tap_data
from bot.films import film_key
from bot.storage.kept import Facts
from bot.turns.wanted import code
from recengine.catalog import Movie
from tests.bot.chatting import ADMIN, BOB, GROUP, Chat, House, house
from tests.bot.small import small_served_with

SINNERS = film_key("Sinners", 2025)


@pytest.fixture
def admin(home: House) -> Chat:
    return home.chat(ADMIN)


async def added(home: House) -> list[tuple[str, int | None, tuple[str, ...]]]:
    films = await home.storage.added_films()
    return [(film.movie.title, film.movie.year, film.movie.genres) for film in films]


async def wanted(home: House) -> dict[str, int]:
    return {film.title: film.times for film in await home.storage.wanted()}


async def test_a_film_typed_whole_is_shown_and_one_tap_adds_it(home: House, admin: Chat) -> None:
    said = await admin.say("/addfilm Sinners (2025) horror, drama")
    assert said == "Sinners (2025)\nHorror, Drama\n\nAdd it for everybody?"
    assert await added(home) == []
    said = await admin.tap("✅ Add it")
    assert said is not None
    assert said.startswith("Sinners (2025) is added.")
    assert await added(home) == [("Sinners", 2025, ("Horror", "Drama"))]
    assert len(admin.messages) == 1


async def test_one_tap_takes_it_back_and_one_adds_it_again(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025) horror")
    await admin.tap("✅ Add it")
    assert await admin.tap("↩️") == "It is taken out again."
    assert await added(home) == []
    await admin.tap("✅ Add it again")
    assert await added(home) == [("Sinners", 2025, ("Horror",))]


async def test_what_is_missing_is_asked_for_step_by_step(home: House, admin: Chat) -> None:
    assert await admin.say("/addfilm Sinners") == "Sinners\n\nWhich year is it from? Send it, like: 2025"
    said = await admin.say("2025")
    assert said == "Sinners (2025)\n\nWhich genres is it? Tap them, or send them."
    assert await admin.tap("Done") is None
    assert admin.answer == "Tap at least one genre first."
    while "Horror" not in admin.labels:
        await admin.tap("More genres")
    await admin.tap("Horror")
    assert "✓ Horror" in admin.labels
    await admin.tap("✓ Horror")
    await admin.tap("Horror")
    said = await admin.tap("Done")
    assert said == "Sinners (2025)\nHorror\n\nAdd it for everybody?"
    await admin.tap("Genres")
    assert "Which genres" in admin.text
    await admin.tap("Done")
    await admin.tap("✅")
    assert await added(home) == [("Sinners", 2025, ("Horror",))]


async def test_every_genre_is_a_tap_or_two_away(admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025)")
    seen: set[str] = set()
    for _ in range(4):
        seen |= {*admin.labels}
        await admin.tap("More genres")
    assert {"Action", "Film noir", "Western", "IMAX", "Horror"} <= seen


async def test_genres_can_be_sent_and_other_words_are_about_something_else(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025)")
    said = await admin.say("heat")
    assert said is not None
    assert "How was it" in said or "Heat" in said
    said = await admin.say("horror and drama")
    assert said == "Sinners (2025)\nHorror, Drama\n\nAdd it for everybody?"


async def test_after_a_while_and_after_cancel_words_mean_what_they_always_mean(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025)")
    home.now += 600
    said = await admin.say("horror")
    assert said is not None
    assert "Sinners" not in said
    await admin.say("/addfilm Sinners (2025)")
    await admin.say("/cancel")
    said = await admin.say("horror")
    assert said is not None
    assert "Sinners" not in said


async def test_a_genre_that_is_none_is_told_with_the_nearest(admin: Chat) -> None:
    said = await admin.say("/addfilm Sinners (2025) horor")
    assert said is not None
    assert said.startswith("I know no genre called horor. Did you mean Horror?")
    said = await admin.say("/addfilm Sinners (2025) qqqqq, drama")
    assert said is not None
    assert said.startswith("I know no genre called qqqqq.\n\nSinners (2025)\nDrama")


async def test_a_film_that_is_here_is_not_added_twice(home: House, admin: Chat) -> None:
    assert await admin.say("/addfilm HEAT (1995) crime") == "Heat (1995) is here already."
    said = await admin.tap("Open it")
    assert said is not None
    assert "Heat" in said


async def test_two_taps_add_it_once(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025) horror")
    data = next(b.data for row in admin.screen.rows for b in row if b.label.startswith("✅"))
    for _ in range(2):
        await admin.tap_data(data)
    assert len(await added(home)) == 1


async def test_cancelling_adds_nothing(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025) horror")
    data = next(b.data for row in admin.screen.rows for b in row if b.label.startswith("✅"))
    assert await admin.tap("Cancel") == "Nothing was added."
    await admin.tap_data(data)
    assert admin.answer == words("tap-stale")
    assert await added(home) == []


async def test_a_button_of_an_older_draft_does_nothing(home: House, admin: Chat) -> None:
    await admin.say("/addfilm Sinners (2025) horror")
    await admin.say("/addfilm Anora (2024) comedy")
    await admin.tap("✅", message=1)
    assert admin.answer == words("tap-stale")
    assert await added(home) == []


@pytest.mark.parametrize(
    "text", ["/addfilm ?!", "/addfilm " + "x" * 200, "/addfilm (2025)", "/addfilm \u202e\u202e", "/addfilm"]
)
async def test_what_is_no_title_gets_the_way_to_do_it(home: House, admin: Chat, text: str) -> None:
    said = await admin.say(text)
    assert said is not None
    assert "/addfilm Sinners (2025) horror, drama" in said or said.startswith("(2025)")
    assert await added(home) == []


async def test_hostile_titles_are_words_like_others(home: House, admin: Chat) -> None:
    await admin.say("/addfilm <b>'; DROP TABLE films; -- & ﷺ (2025) horror")
    await admin.tap("✅")
    ((title, _, _),) = await added(home)
    assert title.startswith("<b>'; DROP TABLE films")


async def test_others_get_a_kind_answer_whatever_they_tap(home: House, ann: Chat) -> None:
    kind = phrase("admins-only").plain
    assert await ann.say("/addfilm Sinners (2025) horror") == kind
    assert await ann.say("/addfilm") == kind
    for tap in (Tap.ADDFILM, Tap.GENRES, Tap.GENRE, Tap.WANTED, Tap.WISHED, Tap.ADDWANTED, Tap.UNWANT):
        for verb in ("add", "back", "done"):
            await ann.tap_data(tap_data(tap, verb, SINNERS))
            assert ann.answer == kind
    assert await added(home) == []


async def test_in_a_group_nothing_is_added(home: House) -> None:
    admin = home.chat(ADMIN, chat_id=GROUP)
    assert await admin.say("/addfilm Sinners (2025) horror") == phrase("in-private").plain


async def test_spanish_admins_type_and_tap_in_spanish(home: House, admin: Chat) -> None:
    admin.language = "es"
    assert await admin.say("/addfilm Sinners (2025) terror") == "Sinners (2025)\nTerror\n\n¿La añado para todos?"
    await admin.tap("Géneros")
    assert "Acción" in admin.labels
    with speaking("es"):
        await admin.tap(words("button-genres-done"))
        await admin.tap(words("button-add-film"))
    assert await added(home) == [("Sinners", 2025, ("Horror",))]


# What people miss


async def test_a_title_that_is_not_found_is_noted_once_a_day_without_who_asked(home: House, ann: Chat) -> None:
    said = await ann.say("/rate zzyzx qqq")
    assert said is not None
    assert said.endswith("I've noted that it may be missing, not who asked.")
    await ann.say("/similar Zzyzx QQQ!")
    assert await wanted(home) == {"zzyzx qqq": 1}
    await home.chat(BOB, first_name="Bob").say("/rate zzyzx qqq")
    assert await wanted(home) == {"zzyzx qqq": 2}
    home.now += 86_400
    await ann.say("/rate Zzyzx Qqq")
    assert await wanted(home) == {"Zzyzx Qqq": 3}


async def test_none_of_these_notes_what_was_looked_for_unless_it_was_named(home: House, ann: Chat) -> None:
    await ann.say("/rate halloween kills")
    said = await ann.tap("None of these")
    assert said is not None
    assert "noted" in said
    assert await wanted(home) == {"halloween kills": 1}
    await ann.say("halloween")
    assert "noted" not in str(await ann.tap("None of these"))


async def test_what_is_not_understood_is_noted_only_where_somebody_says_that_it_is_a_film(
    home: House, ann: Chat
) -> None:
    await ann.say("zzyzx qqq")
    assert await wanted(home) == {}
    said = await ann.tap("🎬 It's a film")
    assert said == "Thanks! I've noted zzyzx qqq for whoever runs me, not who asked."
    assert await wanted(home) == {"zzyzx qqq": 1}
    await ann.tap_data(tap_data(Tap.MISSED, code("zzyzx qqq")))
    assert ann.answer == words("tap-stale")


async def test_numbers_and_addresses_of_people_are_not_noted(home: House, ann: Chat) -> None:
    said = await ann.say("/rate zzyzx 5551234")
    assert said is not None
    assert "noted" not in said
    assert await wanted(home) == {}


async def test_an_admin_sees_what_is_wanted_adds_it_and_it_is_off_the_list(
    home: House, ann: Chat, admin: Chat
) -> None:
    await ann.say("/rate zzyzx qqq 2025")
    await ann.say("/rate wwwxx")
    said = await admin.say("/addfilm")
    assert said is not None
    assert "2 titles were asked for and not found" in said
    await admin.tap("zzyzx qqq 2025 · 1×")
    assert admin.text.startswith("zzyzx qqq 2025\nAsked for once, ")
    await admin.tap("➕ Add it")
    assert admin.text.startswith("zzyzx qqq (2025)")
    while "Horror" not in admin.labels:
        await admin.tap("More genres")
    await admin.tap("Horror")
    await admin.tap("Done")
    await admin.tap("✅")
    assert await added(home) == [("zzyzx qqq", 2025, ("Horror",))]
    await admin.tap("➕ Another film")
    assert "One title was asked for" in admin.text
    await admin.tap("wwwxx")
    await admin.tap("Forget it")
    assert admin.answer == "Forgotten: wwwxx"
    assert "Nobody has asked" in admin.text
    assert await wanted(home) == {}


async def test_a_long_list_comes_in_pages(home: House, admin: Chat) -> None:
    async with home.storage.transaction() as tx:
        for number in range(12):
            await tx.want(f"title {number:02}")
    await admin.say("/addfilm")
    await admin.tap(words("button-next-page"))
    await admin.tap("title 05")
    await admin.tap(words("button-back"))
    assert "title 05 · 1×" in admin.labels


async def test_what_is_noted_leaves_no_trace_of_who_asked(home: House, ann: Chat) -> None:
    await ann.say("/rate zzyzx qqq")
    async with home.storage.transaction() as tx:
        await tx.delete_user(ann.user_id)
    assert await home.storage.facts(ann.user_id) == Facts(ann.user_id)
    assert await wanted(home) == {"zzyzx qqq": 1}


# What is said of a film that nobody has rated


async def test_a_new_film_is_not_said_to_be_loved(tmp_path: Path) -> None:
    new = Movie(2_000_000_001, "Sinners", 2025, ("Horror",))
    async with house(tmp_path, served=small_served_with(new)) as home:
        ann = home.chat()
        said = await ann.say("horror from 2025")
        assert said is not None
        assert "New here: nobody has rated it yet." in said
        said = await ann.tap("❓")
        assert said is not None
        assert "Nobody has rated it yet: it's here for what it is" in said
        said = await ann.say("tell me about sinners")
        assert said is not None
        assert "New here: nobody has rated it yet." in said


async def test_a_like_of_a_new_film_is_a_reason_like_any(tmp_path: Path) -> None:
    new = Movie(2_000_000_001, "Sinners", 2025, ("Action", "Sci-Fi"))
    async with house(tmp_path, served=small_served_with(new)) as home:
        ann = home.chat()
        await ann.rate("Sinners")
        said = await ann.say("/recommend")
        assert said is not None
        assert "Sinners" in said
