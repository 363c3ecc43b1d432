"""What the process and its machine tell of themselves."""

import logging
import os
from pathlib import Path

from bot.condition import Machine, Nowhere, ThisMachine
from bot.logs import noticed


def test_this_machine_tells_since_when_it_runs_its_backups_and_its_last_error(tmp_path: Path) -> None:
    now = [100.0]
    (tmp_path / "backups").mkdir()
    for name, at in (("old.sqlite3", 1000), ("new.sqlite3", 2000), ("other.txt", 3000)):
        (tmp_path / "backups" / name).touch()
        os.utime(tmp_path / "backups" / name, (at, at))
    with noticed() as trouble:
        machine = ThisMachine(tmp_path / "backups", tmp_path / "matinee.sqlite3", trouble, clock=lambda: now[0])
        now[0] += 60.9
        logging.getLogger("bot.test").error("it broke")
        told = machine.look()
    assert told.up_seconds == 60
    assert told.backed_up_at == 2000
    assert told.free_bytes is not None
    assert told.free_bytes > 0
    assert told.error is not None
    assert told.error.message == "it broke"


def test_what_cannot_be_found_out_is_left_out(tmp_path: Path) -> None:
    with noticed() as trouble:
        told = ThisMachine(tmp_path / "no", tmp_path / "such" / "folder", trouble).look()
    assert (told.free_bytes, told.backed_up_at, told.error) == (None, None, None)
    assert Nowhere().look() == Machine()


def test_backups_of_a_database_on_a_server_are_the_server_s_business(tmp_path: Path) -> None:
    with noticed() as trouble:
        here, there = ThisMachine(tmp_path, tmp_path / "m", trouble), ThisMachine(None, tmp_path / "m", trouble)
        assert (here.look().backs_up, there.look().backs_up) == (True, False)
        assert there.look().backed_up_at is None
