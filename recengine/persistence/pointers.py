"""Small files of a store that name a version, and in which order versions became the current one."""

import secrets
from pathlib import Path

from recengine.errors import ModelError
from recengine.persistence.files import small, write
from recengine.persistence.staging import POINTED

POINTER = "CURRENT"
"""The pointer to the version that is served. Every file of a store with a name in capitals is a pointer, too."""

HISTORY = "served.txt"
"""The versions that became the current one, a line each, the latest last."""

MOST_BYTES = 200
"""A pointer that is read holds one name."""

REMEMBERED = 40
"""So many lines of the history are kept."""

MOST_HISTORY_BYTES = MOST_BYTES * REMEMBERED * 2
MOST_POINTER_BYTES = 1 << 16
"""Of a pointer that others write, whatever else they tell in it."""


def pointed(root: Path, pointer: str) -> str | None:
    """The name in a pointer, or None where there is no such file.

    Raises
    ------
    ModelError
        Where it is damaged.
    """
    try:
        told = small(root / pointer, most=MOST_BYTES).decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        told = ""
    name, ending, rest = told.partition("\n")
    if not name or not ending or rest:  # cut short: the name may be, too
        raise ModelError(f"the file {root / pointer} is damaged; train a model with `matinee train`")
    return name


def replace_file(root: Path, name: str, text: str) -> None:
    """Write a small file of a store that is held, in one step; its old content stays where that fails."""
    temporary = root / f"{POINTED}{secrets.token_hex(4)}"
    try:
        write(temporary, text)
        temporary.replace(root / name)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def history(root: Path) -> list[str]:
    """Versions in the order in which they became the current one; none where that is not known."""
    try:
        told = small(root / HISTORY, most=MOST_HISTORY_BYTES).decode("utf-8")
    except (OSError, ValueError):
        return []
    return [line for line in told.splitlines() if line]


def remember(root: Path, version: str, *, current: str | None) -> None:
    """Note that a version is about to become the current one in place of `current`.

    It is noted before the pointer is swapped: who is killed in between has noted a version too many, which
    `before` passes over, and not lost one.
    """
    known = history(root)
    if current is not None and known[-1:] != [current]:
        known.append(current)
    if known[-1:] != [version]:
        known.append(version)
    replace_file(root, HISTORY, "".join(f"{name}\n" for name in known[-REMEMBERED:]))


def before(root: Path, current: str | None) -> list[str]:
    """Versions that were the current one before `current` was, the latest first, each once; some may be gone."""
    known = history(root)
    if current not in known:
        return []
    earlier = known[: len(known) - 1 - known[::-1].index(current)]
    return [name for name in dict.fromkeys(reversed(earlier)) if name != current]


def named(root: Path, versions: list[str]) -> set[str]:
    """The versions that some pointer of a store names, in whatever form."""
    told = []
    for path in root.glob("[A-Z]*"):
        if path.name == path.name.upper():
            try:
                told.append(small(path, most=MOST_POINTER_BYTES).decode("utf-8", errors="replace"))
            except OSError:  # a folder, or gone just now
                continue
    return {version for version in versions if any(version in text for text in told)}
