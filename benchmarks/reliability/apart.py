"""Attacks that fork run in a process of their own, of one thread."""

import asyncio
import json
import sys
from collections import Counter


async def run_apart(module: str, *arguments: object) -> Counter[str]:
    """Run a module as a program; the counts that it prints as JSON.

    Raises
    ------
    RuntimeError
        Where it fails.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *map(str, arguments), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    out = await process.stdout.read()
    if await process.wait():
        raise RuntimeError(f"{module} failed")
    return Counter(json.loads(out))
