"""What commands say of a damaged model."""

import asyncio
import itertools
import os
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from recengine.persistence import ARRAYS, CATALOG, MANIFEST, POINTER, ModelStore

COMMANDS = (("recommend", "--rated", "Heat=5"), ("run",), ("sandbox", "--port", "0"))


@dataclass
class Words:
    """How many commands were asked, and the answers that are not one plain line."""

    asked: int = 0
    unplain: list[str] = field(default_factory=list)


async def complaints(home: Path, count: int, chance: random.Random) -> Words:
    """So many commands, one after the other, each with one file of a home's current model damaged."""
    store, found = ModelStore(home / "models"), Words()
    cases = list(itertools.product((ARRAYS, CATALOG, MANIFEST, POINTER), COMMANDS))
    for name, command in chance.sample(cases, min(count, len(cases))):
        path = store.root / name if name == POINTER else store.root / str(store.current()) / name
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        code, out, error = await _said(home, *command)
        path.write_bytes(whole)
        found.asked += 1
        if code != 1 or out or len(error.splitlines()) != 1 or "Traceback" in error or "matinee train" not in error:
            found.unplain.append(f"{command[0]} with a damaged {name}: exit code {code}, {out!r}, {error!r}")
    return found


async def _said(home: Path, *command: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *command),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={
            **os.environ,
            "MATINEE_HOME": str(home),
            "MATINEE_DATASET": "",
            "DATABASE_URL": "",
            "WEBHOOK_URL": "",
            "TELEGRAM_BOT_TOKEN": "7001:a-token-that-is-not-used",
            "TELEGRAM_API_URL": "http://127.0.0.1:9",
        },
    )
    async with asyncio.timeout(60):
        out, error = await process.communicate()
    return process.returncode, out.decode(), error.decode()
