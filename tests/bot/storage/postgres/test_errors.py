"""What is wrong with a database is one plain line, which tells no password."""

import socket
import sys
import threading
from collections.abc import Iterator

import pytest

from bot.storage.kept import CannotSave, StorageError
from bot.storage.opening import storage_at
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import connect
from bot.storage.postgres.storage import PostgresStorage
from tests.postgres import PASSWORD, SHARED, STRICT, server


async def refusal(url: str) -> tuple[type[StorageError], str]:
    """Of which kind the error is that opening raises, and what it says."""
    with pytest.raises(StorageError) as caught:
        await PostgresStorage(url).open()
    with pytest.raises(StorageError) as again:
        await connect(url)
    assert str(again.value) == str(caught.value)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.__cause__ is None
    assert Address.of(url).password not in line or not Address.of(url).password
    return type(caught.value), line


@pytest.fixture
def mute() -> Iterator[int]:
    """The port of a program that takes connections and is no PostgreSQL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            while True:
                try:
                    taken, _ = listening.accept()
                except OSError:
                    return
                with taken:
                    taken.recv(100)
                    taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


async def test_a_wrong_password_is_not_tried_again_and_a_right_one_is_taken() -> None:
    kind, line = await refusal(server().url(SHARED, user=STRICT, password="wrong:guess"))
    assert kind is StorageError
    assert f"lets {STRICT} not in; check user and password" in line
    connection = await connect(server().url(SHARED, user=STRICT, password=PASSWORD))
    await connection.close()


async def test_an_unknown_user_and_an_unknown_database_are_named() -> None:
    assert "lets nobody-here not in" in (await refusal(server().url(SHARED, user="nobody-here")))[1]
    kind, line = await refusal(server().url("elsewhere"))
    assert (kind, "There is no database elsewhere" in line) == (StorageError, True)
    assert "createdb elsewhere" in line


async def test_a_user_who_may_not_make_tables_is_told_so() -> None:
    server().new_database("bare")
    kind, line = await refusal_of_opening(server().url("bare", user=STRICT, password=PASSWORD))
    assert (kind, "permission denied for database bare" in line) == (StorageError, True)


async def refusal_of_opening(url: str) -> tuple[type[StorageError], str]:
    with pytest.raises(StorageError) as caught:
        await PostgresStorage(url).open()
    return type(caught.value), str(caught.value)


async def test_where_nobody_listens_it_may_be_over_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    for url in (f"postgresql://me:hush-hush@127.0.0.1:{port}/n", "postgresql:///n?host=/nowhere"):
        kind, line = await refusal(url)
        assert (kind, "cannot be reached" in line) == (CannotSave, True)


async def test_another_program_at_that_port_is_no_database(mute: int) -> None:
    kind, line = await refusal(f"postgresql://me:hush-hush@127.0.0.1:{mute}/n")
    assert (kind, "cannot be reached" in line) == (CannotSave, True)


async def test_options_that_nobody_knows_are_one_line() -> None:
    kind, line = await refusal("postgresql://me:hush-hush@127.0.0.1/n?sslmode=perhaps")
    assert (kind, "check its options" in line) == (StorageError, True)


def test_without_the_driver_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(StorageError, match=r"pip install 'matinee\[postgres\]'"):
        storage_at(Address.of("postgresql:///n"))
