"""A file in the chat: seen in figures, asked about, added with one tap, taken back with one."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from bot.dialogue.language import phrase, words
from bot.exchange.limits import MOST_BYTES
from bot.exchange.packing import pack
from bot.storage.kept import Mark
from tests.bot.chatting import BOB, GROUP, Chat, House, house
from tests.bot.exchange.exports import IMDB_NEW, zipped
from tests.bot.small import CATALOG

LETTERBOXD = "Date,Name,Year,Letterboxd URI,Rating\n"
NOVEMBER_2023 = 1_700_000_000


def ratings(*rows: str) -> bytes:
    return (LETTERBOXD + "".join(f"{row}\n" for row in rows)).encode()


HEAT = "2021-03-01,Heat,1995,https://boxd.it/1,4.5"
MATRIX = "2021-03-02,The Matrix,1999,https://boxd.it/2,2"
TWO_NAMES = "2021-03-03,Robo Cop,1987,https://boxd.it/3,4"
UNKNOWN = "2021-03-04,A Film Nobody Here Knows,2015,https://boxd.it/4,5"


async def test_nothing_is_added_before_the_tap_and_everything_with_it(ann: Chat) -> None:
    said = await ann.send_file("ratings.csv", ratings(HEAT, MATRIX, UNKNOWN))
    assert said is not None
    assert said.startswith("3 films found, from Letterboxd; 3 of them rated.\n2 matched.\n1 unknown: kept")
    assert await ann.stars() == {}
    said = await ann.tap("✅ Add all 3")
    assert said == "Added.\n3 ratings"
    assert await ann.stars() == {"Heat": 4.5, "The Matrix": 2.0, "A Film Nobody Here Knows": 5.0}
    assert [rated.rated_at for rated in (await ann.facts()).ratings] == [1_614_556_800, 1_614_643_200, 1_614_816_000]


async def test_one_tap_takes_all_of_it_back(ann: Chat) -> None:
    await ann.rate("Alien")
    before = (await ann.facts()).ratings
    await ann.send_file("ratings.csv", ratings(HEAT, MATRIX))
    await ann.tap("✅")
    added = ann.latest
    assert await ann.tap("↩️") == phrase("import-undone", count=2).plain
    assert (await ann.facts()).ratings == before
    ann.messages[added + 1] = ann.messages[added]
    assert await ann.tap_data(f"unimport:{await token_of(ann)}") is None
    assert ann.answer == words("undone-already")


async def token_of(chat: Chat) -> str:
    await chat.send_file("ratings.csv", ratings(HEAT))
    return chat.screen.rows[0][0].data.split(":")[1]


async def test_undo_takes_a_whole_import_back_as_one(ann: Chat) -> None:
    await ann.send_file("ratings.csv", ratings(HEAT, MATRIX))
    await ann.tap("✅")
    assert await ann.say("/undo") == phrase("undone", what=words("undone-several", count=2)).plain
    assert await ann.stars() == {}


async def test_doubtful_films_are_asked_about_one_by_one(ann: Chat) -> None:
    said = await ann.send_file("ratings.csv", ratings("2021-03-03,Halloween,,https://boxd.it/3,4", HEAT))
    assert said is not None
    assert "1 matched.\n1 doubtful" in said
    assert await ann.tap("🔍") == phrase("import-question", film="Halloween ★ 4", left=1).plain
    await ann.tap("Halloween (2007)")
    assert not [label for label in ann.labels if label.startswith("🔍")]
    await ann.tap("✅")
    years = {rated.film.title: rated.film.year for rated in (await ann.facts()).ratings}
    assert years == {"Halloween": 2007, "Heat": 1995}


@pytest.mark.parametrize("button", ["none", "rest"])
async def test_what_is_none_of_them_or_skipped_stays_what_the_file_calls_it(ann: Chat, button: str) -> None:
    rows = ("2021-03-03,Halloween,,https://boxd.it/3,4", "2021-03-04,Haloween,,https://boxd.it/4,3")
    await ann.send_file("ratings.csv", ratings(*rows))
    await ann.tap("🔍")
    if button == "rest":
        await ann.tap(words("button-skip-the-rest"))
    else:
        await ann.tap(words("button-none-of-these"))
        assert words("button-skip-the-rest") not in ann.labels  # the last one: there is no rest
        await ann.tap(words("button-none-of-these"))
    await ann.tap("✅")
    assert await ann.stars() == {"Halloween": 4.0, "Haloween": 3.0}


async def test_a_question_that_was_answered_is_not_answered_again(ann: Chat) -> None:
    await ann.send_file("ratings.csv", ratings("2021-03-03,Halloween,,https://boxd.it/3,4"))
    await ann.tap("🔍")
    data = ann.screen.rows[0][0].data
    await ann.tap_data(data)
    assert await ann.tap_data(data) is None
    assert ann.answer == words("tap-stale")


async def test_the_newer_rating_counts_and_it_is_said(ann: Chat) -> None:
    await ann.rate("Heat", "Alien")
    said = await ann.send_file("ratings.csv", ratings(HEAT, MATRIX, "2099-01-01,Alien,1979,https://boxd.it/5,1"))
    assert said is not None
    assert "the newer rating counts" in said
    assert await ann.tap("✅") == "Added.\n2 ratings\n1 stay as you rated them here, which is newer"
    assert await ann.stars() == {"Heat": 5.0, "Alien": 1.0, "The Matrix": 2.0}


async def test_a_file_without_news_changes_nothing(ann: Chat) -> None:
    await ann.rate("Heat")
    await ann.send_file("ratings.csv", ratings(HEAT))
    assert await ann.tap("✅") == phrase("import-nothing-new").plain
    assert not [label for label in ann.labels if label.startswith("↩️")]


async def test_seen_and_saved_films_come_along(ann: Chat) -> None:
    await ann.say("Die Hard")
    await ann.tap("🔖")
    files = {
        "ratings.csv": LETTERBOXD + "2021-03-02,Die Hard,1988,x,4\n",
        "watched.csv": "Date,Name,Year,Letterboxd URI\n2021-03-01,Heat,1995,x\n",
        "watchlist.csv": "Date,Name,Year,Letterboxd URI\n2021-03-01,Alien,1979,x\n",
    }
    await ann.send_file("letterboxd.zip", zipped(files))
    assert await ann.tap("✅") == "Added.\n1 rating\n1 seen\n1 saved"
    assert (await ann.under(Mark.SEEN), await ann.under(Mark.SAVED)) == (["Heat"], ["Alien"])
    await ann.tap("↩️")
    assert (await ann.under(Mark.SEEN), await ann.under(Mark.SAVED)) == ([], ["Die Hard"])


async def test_nothing_is_added_when_asked_not_to(ann: Chat) -> None:
    await ann.send_file("ratings.csv", ratings(HEAT))
    preview = ann.latest
    data = ann.screen.rows[0][0].data
    assert await ann.tap(words("button-add-nothing")) == phrase("import-left").plain
    assert await ann.tap_data(data, message=preview) is None
    assert ann.answer == words("import-gone")
    assert await ann.stars() == {}


async def test_tapped_twice_it_is_added_once(ann: Chat) -> None:
    await ann.send_file("ratings.csv", ratings(HEAT))
    data = ann.screen.rows[0][0].data
    await ann.tap_data(data)
    assert await ann.tap_data(data) is None
    assert ann.answer == words("import-gone")
    assert len(await ann.storage.journal(ann.user_id)) == 1


async def test_a_file_waits_through_a_restart(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        ann = home.chat()
        await ann.send_file("ratings.csv", ratings(HEAT))
        data = ann.screen.rows[0][0].data
    async with house(tmp_path) as home:
        ann = home.chat()
        await ann.tap_data(data, message=1)
        assert await ann.stars() == {"Heat": 4.5}


async def test_somebody_elses_file_is_out_of_reach(ann: Chat, home: House) -> None:
    await ann.send_file("ratings.csv", ratings(HEAT))
    bob = home.chat(BOB)
    assert await bob.tap_data(ann.screen.rows[0][0].data, message=1) is None
    assert bob.answer == words("import-gone")


async def test_groups_hear_nothing_of_files(home: House) -> None:
    club = home.chat(chat_id=GROUP)
    assert await club.send_file("ratings.csv", ratings(HEAT)) is None
    assert await club.say("/import") == phrase("in-private").plain
    for verb in ("takeover", "sort", "choose", "sorted", "leave", "unimport"):
        assert await club.tap_data(f"{verb}:abc:0:0", message=1) is None
        assert club.answer == words("in-private")


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("me.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "problem-picture"),
        ("ratings.csv", b"", "problem-empty"),
        ("letter.txt", b"Dear Matinee, I like Heat.", "problem-unknown"),
        ("export.csv", b"Date,Name,Year,Letterboxd URI\n2021-03-01,Heat,1995,x\n", "problem-unclear-list"),
    ],
)
async def test_other_files_get_one_plain_line(ann: Chat, name: str, data: bytes, key: str) -> None:
    assert await ann.send_file(name, data) == phrase(key).plain
    assert await ann.stars() == {}


async def test_a_file_that_is_too_large_is_not_even_fetched(ann: Chat) -> None:
    assert await ann.send_file("x.zip", None, size=MOST_BYTES + 1) == phrase("problem-too-large").plain


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(ann: Chat) -> None:
    assert await ann.send_file("x.zip", None) == phrase("file-unavailable").plain


async def test_ids_of_imdb_stay_with_films_that_are_unknown_here(ann: Chat) -> None:
    await ann.send_file("ratings.csv", IMDB_NEW.encode())
    await ann.tap("✅")
    ids = {rated.film.title: rated.film.imdb_id for rated in (await ann.facts()).ratings}
    assert ids == {"Heat": 113277, "Amélie": 211915, "The Thing": 68646}


async def test_suggestions_follow_at_once(ann: Chat) -> None:
    rows = [f"2021-03-01,{m.title},{m.year},x,5" for m in CATALOG if m.item_id in (1, 2, 3, 4, 5)]
    await ann.send_file("ratings.csv", ratings(*rows))
    await ann.tap("✅")
    await ann.tap("🎬")
    assert "RoboCop" in ann.text
    assert not (await ann.facts()).state["onboarding"]


async def test_the_export_of_another_matinee_comes_back_as_it_was(tmp_path: Path) -> None:
    async with house(tmp_path / "there") as there:
        ann = there.chat()
        await ann.rate("Heat", "Alien", how="👍")
        await ann.say("/undo")
        await ann.say("/adventurous")
        await ann.tap("🚀")
        await ann.say("/recommend")
        kept = await there.storage.belongings(ann.user_id)
        assert kept is not None
        await ann.say("/export")
        assert ann.screen.document is not None
        archive = ann.screen.document.content
    async with house(tmp_path / "here") as here:
        bob = here.chat(BOB)
        assert await bob.send_file("matinee.zip", archive) == phrase("import-whole", films=1, stations=0).plain
        await bob.tap("✅")
        moved = await here.storage.belongings(BOB)
        assert moved is not None
        assert (moved.ratings, moved.journal, moved.suggestions) == (kept.ratings, kept.journal, kept.suggestions)
        assert moved.state["adventurous"] == kept.state["adventurous"] == 1.0
        await bob.tap("↩️")
        assert (await bob.facts()).ratings == ()


async def test_into_a_full_account_an_export_comes_film_by_film(tmp_path: Path) -> None:
    async with house(tmp_path / "there") as there:
        ann = there.chat()
        await ann.rate("Heat", "Alien")
        kept = await there.storage.belongings(ann.user_id)
        assert kept is not None
    async with house(tmp_path / "here") as here:
        bob = here.chat(BOB)
        await bob.rate("Titanic")
        said = await bob.send_file("matinee.zip", pack(kept, readme="x"))
        assert said is not None
        assert said.startswith("2 films found, from Matinee")
        await bob.tap("✅")
        assert await bob.stars() == {"Heat": 5.0, "Alien": 5.0, "Titanic": 5.0}


async def test_a_forged_state_is_cleaned(ann: Chat, home: House) -> None:
    await ann.say("/start")
    kept = await home.storage.belongings(ann.user_id)
    assert kept is not None
    forged = {
        "matinee": 1,
        "language": "en",
        "known_since": 5,
        "dialogue": {"adventurous": 99, "evil": [1], "asked": 3},
    }
    archive = pack(kept, readme="x")
    files = {name: text for name, text in unzipped(archive).items() if name != "settings.json"}
    await ann.send_file("m.zip", zipped({**files, "settings.json": json.dumps(forged)}))
    await ann.tap("✅")
    cleaned = (await ann.facts()).state
    assert "evil" not in cleaned
    assert cleaned["adventurous"] <= 1


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


async def test_import_explains_itself(ann: Chat) -> None:
    assert await ann.say("/import") == phrase("import-how").plain


async def test_thousands_of_ratings_take_one_reply(ann: Chat) -> None:
    rows = [f"2021-03-01,Film {n},{1950 + n % 70},x,4" for n in range(2000)]
    await ann.send_file("ratings.csv", ratings(*rows))
    assert await ann.tap("✅ Add all 2,000") == "Added.\n2,000 ratings"
    said = await ann.say("/ratings")
    assert said is not None
    assert len((await ann.facts()).ratings) == 2000


async def test_the_preview_tells_what_becomes_of_hearts_watched_films_and_the_watchlist(ann: Chat) -> None:
    films = "Date,Name,Year,Letterboxd URI\n"
    files = {
        "ratings.csv": LETTERBOXD + "2021-03-02,Die Hard,1988,x,4\n",
        "watched.csv": films + "2021-03-01,Heat,1995,x\n2021-03-01,Titanic,1997,x\n",
        "watchlist.csv": films + "2021-03-01,Alien,1979,x\n",
        "likes/films.csv": films + "2021-03-01,Predator,1987,x\n2021-03-01,Die Hard,1988,x\n",
    }
    said = await ann.send_file("letterboxd.zip", zipped(files))
    assert said is not None
    assert said.splitlines()[:5] == [
        "5 films found, from Letterboxd; 2 of them rated.",
        "2 watched without stars: marked as seen.",
        "1 to watch: saved for later.",
        "1 heart without stars counts as 4 stars.",
        "5 matched.",
    ]
    await ann.tap("✅")
    assert (await ann.stars())["Predator"] == 4.0
