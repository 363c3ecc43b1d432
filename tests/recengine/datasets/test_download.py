"""Downloads against a server that misbehaves: cut off, out of order, lying, or not there at all."""

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recengine.datasets.download import Downloader
from recengine.errors import DatasetError, DatasetUnavailable
from tests.recengine.datasets import layouts
from tests.recengine.datasets.server import (
    Server,
    cut_off,
    redirect,
    serving,
    status,
    whole,
    without_ranges,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def body(tmp_path: Path) -> bytes:
    return layouts.as_zip(tmp_path / "made.zip", layouts.CSV, inside="ml-x/").read_bytes()


def _md5(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def _downloader(server: Server, pauses: list[float] | None = None) -> Downloader:
    return Downloader(server.url, pause=(pauses if pauses is not None else []).append)


def test_a_file_is_fetched_once_and_checked(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [whole(body)]}
    path = _downloader(server).fetch("ml-x", tmp_path / "downloads", md5=_md5(body).upper())
    assert path == tmp_path / "downloads" / "ml-x.zip"
    assert path.read_bytes() == body
    _downloader(server).fetch("ml-x", tmp_path / "downloads", md5=_md5(body))
    assert server.seen == [("/ml-x.zip", None)]


def test_progress_is_told_up_to_the_end(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [whole(body)]}
    told: list[tuple[int, int | None]] = []
    Downloader(server.url, lambda done, total: told.append((done, total))).fetch("ml-x", tmp_path, md5=_md5(body))
    assert told[-1] == (len(body), len(body))


@pytest.mark.parametrize("form", ["MD5 (ml-x.zip) = {}\n", "{}  ml-x.zip\n"])
def test_the_published_checksum_counts_where_none_is_known(
    server: Server, body: bytes, tmp_path: Path, form: str
) -> None:
    server.plan = {"/ml-x.zip": [whole(body)], "/ml-x.zip.md5": [whole(form.format(_md5(body)).encode())]}
    assert _downloader(server).fetch("ml-x", tmp_path).read_bytes() == body
    server.plan["/ml-y.zip"] = [whole(body)]
    server.plan["/ml-y.zip.md5"] = [whole(form.format("0" * 32).encode())]
    with pytest.raises(DatasetError, match="checksum"):
        _downloader(server).fetch("ml-y", tmp_path)


def test_without_any_checksum_the_sums_inside_the_zip_count(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [whole(body)], "/ml-y.zip": [whole(b"<html>sorry</html>")]}
    assert _downloader(server).fetch("ml-x", tmp_path).exists()
    with pytest.raises(DatasetError, match="damaged"):
        _downloader(server).fetch("ml-y", tmp_path)


def test_a_wrong_file_leaves_nothing_behind(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [whole(body)]}
    with pytest.raises(DatasetError, match="checksum"):
        _downloader(server).fetch("ml-x", tmp_path / "d", md5="0" * 32)
    assert [path.name for path in (tmp_path / "d").iterdir()] == [".ml-x.lock"]


def test_a_broken_transfer_goes_on_where_it_broke_off(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [cut_off(body, 100), whole(body)]}
    pauses: list[float] = []
    path = _downloader(server, pauses).fetch("ml-x", tmp_path / "d", md5=_md5(body))
    assert path.read_bytes() == body
    assert server.seen == [("/ml-x.zip", None), ("/ml-x.zip", "bytes=100-")]
    assert pauses == [0.5]


def test_a_server_without_ranges_sends_all_of_it_again(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [cut_off(body, 100), without_ranges(body)]}
    assert _downloader(server).fetch("ml-x", tmp_path / "d", md5=_md5(body)).read_bytes() == body


def test_a_later_run_goes_on_where_an_earlier_one_gave_up(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [cut_off(body, 100), status(503)]}
    pauses: list[float] = []
    with pytest.raises(DatasetUnavailable, match="503"):
        _downloader(server, pauses).fetch("ml-x", tmp_path / "d", md5=_md5(body))
    assert pauses == [0.5, 1.0, 2.0, 4.0]
    server.plan = {"/ml-x.zip": [whole(body)]}
    assert _downloader(server).fetch("ml-x", tmp_path / "d", md5=_md5(body)).read_bytes() == body
    assert server.seen[-1] == ("/ml-x.zip", "bytes=100-")


def test_a_piece_of_another_file_is_thrown_away(server: Server, body: bytes, tmp_path: Path) -> None:
    part = tmp_path / f".ml-x.zip.{_md5(body)[:8]}.part"
    server.plan = {"/ml-x.zip": [whole(body)]}
    for rubbish in (b"rubbish", b"x" * len(body), b"x" * (len(body) + 5)):
        part.write_bytes(rubbish)
        path = _downloader(server).fetch("ml-x", tmp_path, md5=_md5(body))
        assert path.read_bytes() == body
        path.unlink()


def test_a_server_out_of_order_is_asked_again(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [status(500), status(429), whole(body)]}
    assert _downloader(server).fetch("ml-x", tmp_path / "d", md5=_md5(body)).read_bytes() == body


def test_a_missing_file_is_told_at_once(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="404") as caught:
        _downloader(server).fetch("ml-x", tmp_path, md5="0" * 32)
    assert not isinstance(caught.value, DatasetUnavailable)
    assert len(server.seen) == 1


def test_a_redirect_is_followed_on_this_machine(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [redirect("/elsewhere.zip")], "/elsewhere.zip": [whole(body)]}
    assert _downloader(server).fetch("ml-x", tmp_path, md5=_md5(body)).read_bytes() == body


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/ml-x.zip", "http://files.example/ml-x.zip"])
def test_a_redirect_to_an_unsafe_place_is_refused(server: Server, tmp_path: Path, to: str) -> None:
    server.plan = {"/ml-x.zip": [redirect(to)]}
    with pytest.raises(DatasetError, match="only https"):
        _downloader(server).fetch("ml-x", tmp_path, md5="0" * 32)


def test_redirects_in_a_circle_end(server: Server, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [redirect("/ml-x.zip")]}
    with pytest.raises(DatasetError, match="redirected again"):
        _downloader(server).fetch("ml-x", tmp_path, md5="0" * 32)


def test_plain_http_beyond_this_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="only https"):
        Downloader("http://files.example/").fetch("ml-x", tmp_path)


def test_a_closed_port_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(DatasetUnavailable, match="can't be reached"):
            Downloader(f"http://127.0.0.1:{port}/").fetch("ml-x", tmp_path)


def test_a_host_that_accepts_and_says_nothing_is_given_up_soon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        began = time.monotonic()
        with pytest.raises(DatasetUnavailable, match="no answer in time"):
            Downloader(url, first_answer_seconds=0.2).fetch("ml-x", tmp_path)
        assert time.monotonic() - began < 4.0


def test_a_folder_that_may_not_be_written_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatasetError, match="can't be written"):
        _downloader(server).fetch("ml-x", tmp_path / "file")


def test_two_at_once_download_once(server: Server, body: bytes, tmp_path: Path) -> None:
    server.plan = {"/ml-x.zip": [whole(body)]}
    fetch = _downloader(server).fetch
    threads = [
        threading.Thread(target=fetch, args=("ml-x", tmp_path / "d"), kwargs={"md5": _md5(body)}) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.seen) == 1


def test_a_proxy_set_wrongly_is_told(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nonsense://nowhere")
    with pytest.raises(DatasetUnavailable, match="no connection can be made"):
        _downloader(server).fetch("ml-x", tmp_path)
