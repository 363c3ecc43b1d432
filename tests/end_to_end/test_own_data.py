"""Bringing ratings along, taking them home, and leaving without a trace: through the real path, over HTTP."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from bot.sandbox import create_app, serve
from bot.sandbox.model import Person
from bot.settings import Settings
from bot.wakeups import WakeupKind
from tests.bot.sandbox.client import CHIDI, DANA, SandboxClient, buttons, from_bot
from tests.bot.storage.test_sqlite_erasure import files_with, traces_of
from tests.end_to_end.conftest import TOKEN, Cinema
from tests.end_to_end.world import films

EVE, FAY = 7_345_678_901, 7_345_678_902
SECRET = "Zyzzyva Among the Quokkas"


def person(cinema: Cinema, who: int) -> SandboxClient:
    return SandboxClient(cinema.url, who, timeout=15.0)


async def sent(client: SandboxClient, name: str, content: bytes) -> dict[str, Any]:
    """Send a file; the bot's answer."""
    await client.upload(content, name=name, mime_type="text/csv")
    return await client.wait_for(from_bot)


async def tapped(client: SandboxClient, label: str) -> dict[str, Any]:
    """Tap the button that begins so; the message that shows what became of it."""
    message = await client.last_message(from_bot)
    await client.tap(next(button for button in buttons(message) if button.startswith(label)), message=message)
    return await client.wait_for(from_bot)


def three_hundred() -> bytes:
    """Eighty films that are known, one of them with odd letters, and two hundred and twenty that are not."""
    known = [f'2020-05-{n % 28 + 1:02},"{title}",{year},https://boxd.it/x,4' for n, title, year, _ in films()]
    others = [f"2020-06-01,Somewhere Else {n},{1950 + n % 60},https://boxd.it/y,3.5" for n in range(219)]
    secret = [f"2020-06-02,{SECRET},1987,https://boxd.it/z,5"]
    return "\n".join(["Date,Name,Year,Letterboxd URI,Rating", *known, *others, *secret]).encode()


async def test_a_power_user_imports_three_hundred_ratings(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, CHIDI) as chidi:
        await chidi.ask("/import")
        preview = await sent(chidi, "ratings.csv", three_hundred())
        assert preview["text"].startswith("300 films found, from Letterboxd; 300 of them rated.")
        assert (await bot.storage.facts(CHIDI)).ratings == ()
        started = asyncio.get_running_loop().time()
        added = await tapped(chidi, "✅")
        assert added["text"] == "Added.\n300 ratings"
        assert asyncio.get_running_loop().time() - started < 3
        ratings = (await bot.storage.facts(CHIDI)).ratings
        assert len(ratings) == 300
        assert max(rated.rated_at for rated in ratings) < 1_600_000_000
        taken = await tapped(chidi, "↩️")
        assert "300 changes" in taken["text"]
        assert (await bot.storage.facts(CHIDI)).ratings == ()


async def test_what_was_exported_is_imported_again(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, CHIDI) as chidi:
        await chidi.ask("/station silent harbour")
        await sent(chidi, "ratings.csv", three_hundred())
        await tapped(chidi, "✅")
        await chidi.ask("/adventurous")
        await tapped(chidi, "🚀")
        await chidi.ask("/weekly")
        await tapped(chidi, "📅")
        await chidi.ask("/language")
        await tapped(chidi, "Español")
        kept = await bot.storage.belongings(CHIDI)
        assert kept is not None
        assert [station.name for station in kept.stations] == ["Silent Harbour"]
        await chidi.say("/export")
        message = await chidi.wait_for(from_bot)
        archive = await chidi.download(file_of(message))
    async with person(cinema, DANA) as dana:
        preview = await sent(dana, "matinee.zip", archive)
        assert preview["text"] == phrase("import-whole", films=300, stations=1).plain
        back = await tapped(dana, "✅")
        assert back["text"] == phrase("import-restored", count=300, stations=1).plain
        moved = await bot.storage.belongings(DANA)
        assert moved is not None
        assert (moved.ratings, moved.marks, moved.suggestions) == (kept.ratings, kept.marks, kept.suggestions)
        assert (moved.journal, moved.stations) == (kept.journal, kept.stations)
        for name in ("adventurous", "traits", "language", "nudges"):
            assert moved.state[name] == kept.state[name]
        assert (await dana.ask("/station"))["text"].startswith("📻 Una emisora")
        week = [wakeup.kind for wakeup in await bot.storage.due(2**40) if wakeup.user_id == DANA]
        assert week == [WakeupKind.WEEKLY]


def file_of(message: dict[str, Any]) -> str:
    return str((message.get("document") or message["file"])["file_id"])


async def test_a_picture_is_no_list_of_ratings(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, CHIDI) as chidi:
        answer = await sent(chidi, "me.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
        assert answer["text"] == phrase("problem-picture").plain


async def test_a_person_who_erases_everything_leaves_no_byte(trained: Path, tmp_path: Path) -> None:
    shutil.copytree(trained / "models", tmp_path / "models")
    settings = Settings(
        matinee_home=tmp_path, matinee_dataset=str(trained / "films"), database_url=None, _env_file=None
    )
    people = (Person(EVE, "Eve", "eve"), Person(FAY, "Fay", "fay"))
    app = create_app(token=TOKEN, answer_seconds=10.0, people=people)
    async with serve(app) as url:
        cinema = Cinema(url, settings, app.state.sandbox)
        async with cinema.bot() as bot, person(cinema, EVE) as eve, person(cinema, FAY) as fay:
            await fay.ask("hi")
            await sent(eve, "ratings.csv", three_hundred())
            await tapped(eve, "✅")
            await sent(eve, "ratings.csv", three_hundred())
            assert traces(tmp_path)
            await eve.ask("/delete")
            receipt = await tapped(eve, "🗑 Yes")
            assert "300 ratings" in receipt["text"]
            await until_no_traces(tmp_path)
            assert not (await bot.storage.facts(EVE)).known
            assert (await bot.storage.facts(FAY)).known
            greeting = await eve.ask("hi")
            assert greeting["text"].startswith("Hi Eve!")


def traces(home: Path) -> list[tuple[str, bytes]]:
    """Files of a home in which Eve's id, as text or packed, or a title that only she rated, stands."""
    return files_with(home, *traces_of(EVE), SECRET.encode())


async def until_no_traces(home: Path) -> None:
    """Wait until the last words are delivered and their traces gone."""
    for _ in range(200):
        if not traces(home):
            return
        await asyncio.sleep(0.02)
    assert traces(home) == []


def test_words_of_the_buttons_begin_as_tapped_here() -> None:
    assert words("button-erase").startswith("🗑 Yes")
    assert words("button-add-all", count=300).startswith("✅")
