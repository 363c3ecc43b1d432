"""Two versions that serve half of the people each, as a small file of the store beside the pointer tells.

It is a pointer, too: its name is in capitals, so that neither version is pruned while it is there.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from recengine.errors import ModelError
from recengine.persistence.files import flush_folder, small
from recengine.persistence.pointers import POINTER, pointed, replace_file
from recengine.persistence.staging import held

RUNNING, OVER = "COMPARE", "compared.json"
"""The comparison under way, and the latest one that is over."""

MOST_BYTES = 4096
STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The current version and another one side by side.

    Attributes
    ----------
    salt
        Decides, with the user id, whose half is whose; each comparison has its own.
    started, ended
        Seconds since 1970; `ended` is None while it runs.
    why
        What ended it: `STOPPED`, or the version that everybody is served by since.
    """

    current: str
    other: str
    salt: str
    started: int
    ended: int | None = None
    why: str = ""

    @property
    def runs(self) -> bool:
        """Whether it is under way."""
        return self.ended is None

    def ended_by(self, version: str) -> bool:
        """Whether it is over because this version became the current one."""
        return not self.runs and self.why == version

    def serves_other(self, user_id: int) -> bool:
        """Whether this user is in the half that the other version serves; always the same."""
        digest = hashlib.blake2b(str(user_id).encode(), key=self.salt.encode(), digest_size=1).digest()
        return bool(digest[0] & 1)

    def to_json(self) -> str:
        """The text of its file."""
        return json.dumps(asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Comparison":
        """The comparison of `to_json`.

        Raises
        ------
        ValueError
            Where the text is another one.
        """
        data = json.loads(text)
        if not isinstance(data, dict) or set(data) != set(cls.__dataclass_fields__):
            raise ValueError("this is no comparison")
        texts = [data[name] for name in ("current", "other", "salt", "why")]
        times = [data["started"], *([] if data["ended"] is None else [data["ended"]])]
        if not all(isinstance(each, str) for each in texts) or not all(type(each) is int for each in times):
            raise ValueError("this is no comparison")
        if not 0 < len(data["salt"].encode()) <= hashlib.blake2b.MAX_KEY_SIZE:
            raise ValueError("this is no comparison")
        return cls(**data)


def comparison_in(root: Path) -> Comparison | None:
    """The comparison that runs in a store, else the latest one that is over, or None.

    One whose version is not the current one any more is over, though nobody came to say so.

    Raises
    ------
    ModelError
        Where a file is damaged.
    """
    running = _read(root, RUNNING)
    if running is None:
        return _read(root, OVER)
    current = pointed(root, POINTER)
    if current == running.current:
        return running
    ended = max(running.started, int((root / POINTER).stat().st_mtime)) if current else running.started
    return replace(running, ended=ended, why=current or "")


def start(root: Path, other: str, *, now: int) -> Comparison:
    """Let another version serve half of the people; the caller has made sure that it can.

    Raises
    ------
    ModelError
        Where it is the current one, another comparison runs, or the store cannot be written.
    """
    with _alone(root):
        current, before = pointed(root, POINTER), comparison_in(root)
        if current is None or other == current:
            raise ModelError(f"the version {other} serves everybody already; name another one")
        if before is not None and before.runs:
            raise ModelError(
                f"{before.current} and {before.other} are being compared; end that first: `matinee compare --stop`"
            )
        made = Comparison(current, other, secrets.token_hex(8), now)
        replace_file(root, RUNNING, made.to_json())
    return made


def stop(root: Path, *, now: int) -> Comparison | None:
    """Let the current version serve everybody again; returns what is over, or None where nothing ran.

    Raises
    ------
    ModelError
        Where the store cannot be written. A damaged file of a comparison is removed.
    """
    with _alone(root):
        try:
            found = comparison_in(root)
        except ModelError:
            (root / RUNNING).unlink(missing_ok=True)
            (root / OVER).unlink(missing_ok=True)
            return None
        if found is None or not found.runs:
            return None
        return _over(root, replace(found, ended=now, why=STOPPED))


def superseded(root: Path, version: str, *, now: int) -> None:
    """End the comparison in a store that is held, since another version serves everybody from now on."""
    with suppress(ModelError):  # a damaged file serves nobody
        running = _read(root, RUNNING)
        if running is not None and running.current != version:
            _over(root, replace(running, ended=now, why=version))


def _over(root: Path, comparison: Comparison) -> Comparison:
    replace_file(root, OVER, comparison.to_json())
    (root / RUNNING).unlink(missing_ok=True)
    return comparison


def _read(root: Path, name: str) -> Comparison | None:
    try:
        return Comparison.from_json(small(root / name, most=MOST_BYTES).decode("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        raise ModelError(f"the file {root / name} is damaged; `matinee compare --stop` removes it") from None


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    if not root.is_dir():
        raise ModelError(f"there is no model in {root}; make one with `matinee train`")
    try:
        with held(root):
            yield
        flush_folder(root)
    except OSError as error:
        raise ModelError(f"{root} cannot be written ({error.strerror or error})") from error
