"""Where secrets stand in files, in whatever form."""

import ast
import base64
import contextlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SHORTEST = 6
"""Letters of the shortest secret half of a token that is searched for by itself."""

_TOKEN = re.compile(r"[0-9]{1,16}:[A-Za-z0-9_-]{6,}")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A secret in a file, with what stands around it; the secret itself is not repeated."""

    file: str
    around: str


def written_in(folders: Iterable[Path]) -> set[str]:
    """Tokens that are written down in Python files as whole strings."""
    found = set()
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _TOKEN.fullmatch(node.value):
                found.add(node.value)
    return found


def forms(secret: str) -> set[bytes]:
    """A secret as it is, quoted for addresses once and twice, and in base64 at each of its three offsets."""
    once = quote(secret, safe="")
    plain = {secret, once, quote(once, safe=""), once.lower()}
    return {form.encode() for form in plain} | {_core(secret.encode(), shift) for shift in range(3)}


def _core(secret: bytes, shift: int) -> bytes:
    """Base64 of a secret behind so many unknown bytes, without the characters that hang on its neighbours."""
    encoded = base64.b64encode(b"\0" * shift + secret).rstrip(b"=")
    return encoded[(0, 2, 3)[shift] : len(encoded) - (0 if (shift + len(secret)) % 3 == 0 else 1)]


def parts(tokens: Iterable[str]) -> set[str]:
    """Tokens, and the secret half of each that is long enough to be told from words."""
    whole = {token for token in tokens if token}
    halves = {token.partition(":")[2] for token in whole}
    return whole | {half for half in halves if len(half) >= 2 * SHORTEST}


def hits(files: Iterable[Path], secrets: Iterable[str]) -> Iterator[Hit]:
    """Every place where one of these secrets stands, in files as they are and in the members of zips."""
    wanted = re.compile(
        b"|".join(re.escape(f) for f in sorted({f for s in secrets for f in forms(s)}, key=len)[::-1])
    )
    for path in files:
        for name, content in _contents(path):
            for found in wanted.finditer(content):
                before, after = content[: found.start()][-_AROUND:], content[found.end() :][:_AROUND]
                around = wanted.sub(b"<<SECRET>>", before) + b"<<SECRET>>" + wanted.sub(b"<<SECRET>>", after)
                yield Hit(name, around.decode(errors="replace"))


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    yield str(path), path.read_bytes()
    if zipfile.is_zipfile(path):
        # What archives that tests made to harm can raise has no end; their bytes are searched as they are.
        with contextlib.suppress(Exception), zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                with contextlib.suppress(Exception):
                    yield f"{path}:{name}", archive.read(name)
