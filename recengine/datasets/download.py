"""One file from GroupLens: fetched once, resumed after an interruption, checked, and renamed into place."""

import fcntl
import hashlib
import ipaddress
import os
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias
from urllib.parse import urljoin, urlsplit

from recengine.errors import DatasetError, DatasetUnavailable

if TYPE_CHECKING:
    import httpx

BASE_URL = "https://files.grouplens.org/datasets/movielens/"
MAX_BYTES = 4 << 30
FIRST_ANSWER_SECONDS = 4.0
"""A network that does not answer the first request in this time counts as missing."""
READ_SECONDS = 20.0
PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each new attempt; the first connection gets none."""

_REDIRECTS = 3

Progress: TypeAlias = Callable[[int, int | None], None]
"""Called with the bytes that are there and the bytes in all, where known."""


class _Interrupted(Exception):
    """The transfer broke off, or the server is out of order for the moment."""


@dataclass(frozen=True, slots=True)
class Downloader:
    """Fetches zips from one place.

    Attributes
    ----------
    base_url
        Where the zips lie: https, or plain http on this machine (for tests and mirrors).
    progress
        Told of every piece that arrives.
    pause
        How to wait between attempts.
    first_answer_seconds
        How long the first request may take before the network counts as missing.
    """

    base_url: str = BASE_URL
    progress: Progress | None = None
    pause: Callable[[float], None] = time.sleep
    first_answer_seconds: float = FIRST_ANSWER_SECONDS

    def fetch(self, name: str, folder: Path, *, md5: str | None = None) -> Path:
        """Have `<name>.zip` in `folder`, downloading it where it is not there yet.

        Parameters
        ----------
        name
            Name of the data set, such as «ml-latest-small».
        folder
            Where to put it; made where missing.
        md5
            The checksum, where it is known for good; else the one published beside the zip counts.

        Raises
        ------
        DatasetUnavailable
            Where the network does not answer, or keeps breaking off.
        DatasetError
            Where the server has no such file, or what it sends is not what it should be.
        """
        target = folder / f"{name}.zip"
        if target.exists():
            return target
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _lock(folder / f".{name}.lock"):
                return target if target.exists() else self._download(f"{name}.zip", target, md5)
        except OSError as error:
            raise DatasetError(f"{folder} can't be written to: {error.strerror or error}") from error

    def _download(self, file_name: str, target: Path, md5: str | None) -> Path:
        url = urljoin(self.base_url, file_name)
        _refuse_unsafe(url, base_url=self.base_url)
        with self._client() as client:
            transfer = _Transfer(self, client, url)
            expected = md5 or transfer.published_md5()
            part = target.with_name(f".{file_name}.{(expected or 'unknown')[:8]}.part")
            attempts = 2 if part.exists() else 1  # a piece that lay here may be of another file
            for _ in range(attempts):
                transfer.complete(part)
                if _is_whole(part, expected):
                    return part.replace(target)
                part.unlink()
        raise DatasetError(f"{url} arrived damaged (its checksum is wrong); try again later")

    def _client(self) -> "httpx.Client":
        import httpx

        timeout = httpx.Timeout(READ_SECONDS, connect=self.first_answer_seconds)
        try:
            return httpx.Client(timeout=timeout, headers={"Accept-Encoding": "identity"})
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:  # a proxy or certificates set wrongly
            raise DatasetUnavailable(f"no connection can be made: {_reason(error)}") from error


class _Transfer:
    """The requests of one download."""

    def __init__(self, downloader: Downloader, client: "httpx.Client", url: str) -> None:
        self._downloader = downloader
        self._client = client
        self._url = url
        self._answered = False

    def published_md5(self) -> str | None:
        """The checksum that lies beside the zip, or None where there is none."""
        import httpx

        try:
            with self._stream(f"{self._url}.md5", {}) as response:
                if response.status_code != 200:
                    return None
                text = next(response.iter_bytes(1024), b"").decode("ascii", "replace")
        except httpx.HTTPError:
            return None  # then the sums inside the zip must do
        found = re.search(r"\b[0-9a-fA-F]{32}\b", text)
        return found[0].lower() if found else None

    def complete(self, part: Path) -> None:
        """Bring `part` to its full length, over several attempts where the connection breaks."""
        for pause in (*PAUSES, None):
            try:
                self._append(part)
                return
            except _Interrupted as error:
                if pause is None:
                    raise DatasetUnavailable(f"the download of {self._url} keeps breaking off: {error}") from error
                self._downloader.pause(pause)

    def _append(self, part: Path) -> None:
        import httpx

        have = part.stat().st_size if part.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        try:
            with self._stream(self._url, headers) as response:
                if response.status_code == 416:  # nothing after what is here, or another file: start afresh
                    self._check_end(response, have, part)
                    return
                self._refuse_failure(response)
                start = have if response.status_code == 206 and _starts_at(response, have) else 0
                total = _total(response, start)
                with part.open("r+b" if have else "wb") as file:
                    file.seek(start)
                    file.truncate()
                    self._copy(response, file, start, total)
        except httpx.HTTPError as error:
            raise _Interrupted(_reason(error)) from error

    def _check_end(self, response: "httpx.Response", have: int, part: Path) -> None:
        if response.headers.get("Content-Range", "") != f"bytes */{have}":
            part.unlink()
            raise _Interrupted("the server has another file now")

    def _refuse_failure(self, response: "httpx.Response") -> None:
        status = response.status_code
        if status >= 500 or status in (408, 425, 429):
            raise _Interrupted(f"the server answers {status}")
        if status not in (200, 206):
            raise DatasetError(f"{self._url} can't be downloaded: the server answers {status}")

    def _copy(self, response: "httpx.Response", file: IO[bytes], done: int, total: int | None) -> None:
        for chunk in response.iter_raw():  # without a size: a broken connection then loses no byte that arrived
            done += len(chunk)
            if done > (total or MAX_BYTES):
                raise DatasetError(f"{self._url} sends more than it should")
            file.write(chunk)
            if self._downloader.progress is not None:
                self._downloader.progress(done, total)
        file.flush()
        os.fsync(file.fileno())
        if total is not None and done < total:
            raise _Interrupted(f"{done} of {total} bytes arrived")

    @contextmanager
    def _stream(self, url: str, headers: dict[str, str]) -> "Iterator[httpx.Response]":
        response = self._open(url, headers)
        try:
            yield response
        finally:
            response.close()

    def _open(self, url: str, headers: dict[str, str]) -> "httpx.Response":
        for _ in range(_REDIRECTS + 1):
            response = self._send(url, headers)
            if response.next_request is None:
                return response
            response.close()
            url = str(response.next_request.url)
            _refuse_unsafe(url, base_url=self._downloader.base_url)
        raise DatasetError(f"{self._url} is redirected again and again")

    def _send(self, url: str, headers: dict[str, str]) -> "httpx.Response":
        import httpx

        request = self._client.build_request("GET", url, headers=headers)
        if self._answered:
            return self._client.send(request, stream=True)
        try:
            response = _within(self._downloader.first_answer_seconds, lambda: self._client.send(request, stream=True))
        except httpx.HTTPError as error:
            raise DatasetUnavailable(_no_answer(url, _reason(error))) from error
        except TimeoutError as error:
            raise DatasetUnavailable(_no_answer(url, "no answer in time")) from error
        self._answered = True
        return response


def _within(seconds: float, send: "Callable[[], httpx.Response]") -> "httpx.Response":
    """The answer to `send`, run in a thread: no timeout of a socket covers the look-up of a host's name."""
    answers: list[httpx.Response | BaseException] = []
    given_up = threading.Event()

    def run() -> None:
        try:
            response = send()
        except BaseException as error:
            answers.append(error)
            return
        answers.append(response)
        if given_up.is_set():
            response.close()

    thread = threading.Thread(target=run, name="first-answer", daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        given_up.set()
        raise TimeoutError
    if isinstance(answers[0], BaseException):
        raise answers[0]
    return answers[0]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One process downloads; another waits and then finds the file there."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _refuse_unsafe(url: str, *, base_url: str) -> None:
    parts = urlsplit(url)
    local = parts.scheme == "http" and _is_loopback(parts.hostname) and _is_loopback(urlsplit(base_url).hostname)
    if parts.scheme != "https" and not local:
        raise DatasetError(f"refusing to download from {parts.scheme}://{parts.hostname}: only https is safe")


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _starts_at(response: "httpx.Response", start: int) -> bool:
    content_range: str = response.headers.get("Content-Range", "")
    return content_range.startswith(f"bytes {start}-")


def _total(response: "httpx.Response", start: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return start + int(length) if length.isdecimal() else None


def _is_whole(part: Path, md5: str | None) -> bool:
    if md5 is not None:
        with part.open("rb") as file:
            return hashlib.file_digest(file, _md5).hexdigest() == md5.lower()
    try:
        with zipfile.ZipFile(part) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _md5() -> "hashlib._Hash":
    # GroupLens publishes MD5; it tells damage from soundness, and https tells who sent it
    return hashlib.md5(usedforsecurity=False)


def _no_answer(url: str, why: str) -> str:
    host = urlsplit(url).hostname
    return f"{host} can't be reached ({why}); check the network, or give the path of a folder or zip"


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
