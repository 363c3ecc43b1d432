"""A backup of the database: whole, verified and under its name, or not there at all."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.sqlite_copy import Contents, Progress, copied, flush, partial, partials
from bot.storage.sqlite_errors import not_writable

_LEFT_OVER_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made."""

    path: Path
    contents: Contents


def default_name(now: float) -> str:
    """Name of a backup made at this time, in seconds since 1970."""
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime(now)) + ".sqlite3"


def backed_up(database: Path, target: Path, *, progress: Progress = lambda done: None) -> Backup:
    """Back a database up while it may be in use; an existing file is never overwritten.

    Parameters
    ----------
    target
        Where the backup shall be; its folder is made where it is missing, for its owner alone.

    Raises
    ------
    StorageError
        Where the target exists, or the database or the disk does not allow it; nothing is left behind then.
    """
    _make_folder(target.parent)
    if target.exists() or target.is_symlink():
        raise StorageError(_taken(target))
    _sweep(target.parent)
    with partial(target) as made:
        contents = copied(database, made, progress=progress)
        name_finished(made, target)
    flush(target.parent)
    return Backup(target, contents)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageError(f"The folder {folder} cannot be made ({error.strerror}); choose another one.") from error


def _sweep(folder: Path) -> None:
    """Remove what backups that were killed left in this folder; a younger one may be under way."""
    for path in partials(folder / "*"):
        try:
            if time.time() - path.stat().st_mtime > _LEFT_OVER_SECONDS:
                path.unlink()
        except OSError:
            continue  # gone already, or not ours


def name_finished(made: Path, target: Path) -> None:
    """Give a finished file its name; a link, as renaming would overwrite what came there meanwhile."""
    try:
        try:
            os.link(made, target)
        except FileExistsError:
            raise StorageError(_taken(target)) from None
        except OSError:  # a file system without links
            if target.exists():
                raise StorageError(_taken(target)) from None
            made.rename(target)
    except OSError as error:
        raise StorageError(not_writable(target)) from error


def _taken(target: Path) -> str:
    return f"The file {target} exists already and is left as it is; choose another name."
