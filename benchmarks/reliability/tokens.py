"""Row 15: the test suite at DEBUG, and a bot at DEBUG; then a search for every token in what they wrote."""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import ADMIN, TOKEN, Stage, people, stage, until
from benchmarks.reliability.token_search import Hit, hits, parts, written_in
from benchmarks.reliability.token_spy import LOG, TOLD
from bot.sandbox import acting

ROOT = Path(__file__).resolve().parents[2]
WHOLE, SAMPLE = ("tests",), ("tests/bot/telegram", "tests/bot/logs", "tests/end_to_end/test_status.py")
LEFT_OUT = ("tests/reliability/test_tokens.py", "tests/benchmarks")

NOT_OURS = (".env",)
"""Files that tests write, to be read by the product: they are where tokens belong."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was run and found.

    Attributes
    ----------
    passed
        Whether the tests passed: else what they print is their own source.
    """

    passed: bool
    tokens: int
    files: int
    size: int
    hits: tuple[Hit, ...]


async def suite(folder: Path, paths: tuple[str, ...]) -> bool:
    """Run tests in a process of its own, everything at DEBUG, and keep what it prints, logs and writes."""
    arguments = [
        "-m", "pytest", "-q", "-rA", "-p", "benchmarks.reliability.token_spy", "-p", "no:cacheprovider",
        "--basetemp", str(folder / "files"), "--log-level=WARNING",
        *(f"--ignore={name}" for name in LEFT_OUT), *paths,
    ]  # fmt: skip
    (folder / "temporary").mkdir()
    environment = {
        **os.environ,
        TOLD: str(folder.parent / "tokens"),
        LOG: str(folder / "suite.log"),
        "TMPDIR": str(folder / "temporary"),
    }
    with (folder / "printed.txt").open("wb") as printed:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=ROOT, env=environment, stdout=printed, stderr=asyncio.subprocess.STDOUT
        )
        return await process.wait() == 0


async def debugged(options: Options, folder: Path) -> None:
    """A bot at DEBUG that talks, fails, exports, is refused and is stopped; its log and files are kept."""
    environment = {"LOG_LEVEL": "debug"}
    async with stage(options.home, cast=people(2), environment=environment) as made:
        await made.start()
        chat, person = made.sandbox.chats[ADMIN], made.sandbox.people[ADMIN]
        for text in ("heat", "/recommend", "/status", f"my token is {TOKEN}", "/export", "x" * 4000):
            before = len(chat.messages)
            acting.say(made.sandbox, chat, person, text)
            await until(lambda before=before: len(chat.messages) >= before + 2)  # type: ignore[misc]
        acting.block(made.sandbox, chat, person, blocked=True)
        acting.block(made.sandbox, chat, person, blocked=False)
        await made.terminate()
        (folder / "bot.log").write_bytes(made.log.read_bytes())
        (folder / "refused.txt").write_bytes(await _refused(made, unreachable=options.scale >= 1))


async def _refused(made: Stage, *, unreachable: bool) -> bytes:
    """What the bot prints where its token is wrong, and where nobody answers, for which it waits for 20 s."""
    printed = b""
    for address in (made.url, "http://127.0.0.1:9") if unreachable else (made.url,):
        settings = {
            "TELEGRAM_API_URL": address,
            "TELEGRAM_BOT_TOKEN": f"{TOKEN}-wrong",
            "MATINEE_HOME": str(made.home),
            "LOG_LEVEL": "debug",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env={**os.environ, **settings},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        printed += (await process.communicate())[0]
    return printed


async def searched(options: Options, paths: tuple[str, ...]) -> Searched:
    """Run, and search what was written."""
    with tempfile.TemporaryDirectory(prefix="matinee-tokens-") as name:
        folder = Path(name) / "run"
        folder.mkdir()
        (Path(name) / "tokens").touch()
        passed = await suite(folder, paths)
        await debugged(options, folder)
        seen = set((Path(name) / "tokens").read_text("utf-8").split())
        tokens = seen | written_in([ROOT / "tests", ROOT / "benchmarks"])
        files = [path for path in folder.rglob("*") if path.is_file() and path.name not in NOT_OURS]
        found = tuple(hits(files, parts(tokens)))
        if not passed:
            print((folder / "printed.txt").read_text("utf-8", errors="replace")[-3000:])
        return Searched(passed, len(tokens), len(files), sum(path.stat().st_size for path in files), found)


def row_of(found: Searched) -> Row:
    """Row 15."""
    suite_passed = "" if found.passed else ", but the tests failed"
    return Row(
        15,
        "the suite at DEBUG, and a bot at DEBUG, then a search for every token in logs, output and files",
        f"{len(found.hits)} hits of {found.tokens} tokens in {found.files} files, "
        f"{found.size / 1e6:.0f} MB{suite_passed}",
        "0 hits",
        found.passed and not found.hits,
    )


async def measure(options: Options) -> list[Row]:
    """Run and search; each hit is printed without the secret."""
    found = await searched(options, WHOLE if options.scale >= 1 else SAMPLE)
    for hit in found.hits[:40]:
        print(f"  {hit.file}: {hit.around!r}")
    return [row_of(found)]
