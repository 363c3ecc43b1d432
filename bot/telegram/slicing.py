"""Updates of an answer that no parser takes as a whole, each by itself: one of them may be nested too deep."""

import re

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
_RESULT = re.compile(rb'"result"\s*:\s*\[')
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(-?[0-9]{1,19})(?![0-9])')


def slices(body: bytes) -> list[bytes]:
    """The objects in the list under `result`, as they are written; empty where there is no such list."""
    begins = _RESULT.search(body)
    if begins is None:
        return []
    found: list[bytes] = []
    depth, start = 0, 0
    for token in _TOKEN.finditer(body, begins.end()):
        if token[0] in (b"{", b"["):
            start = token.start() if depth == 0 else start
            depth += 1
        elif token[0] in (b"}", b"]"):
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                found.append(body[start : token.end()])
    return found


def update_id_of(piece: bytes) -> int | None:
    """The first update id that is written in a piece."""
    found = _UPDATE_ID.search(piece)
    return int(found[1]) if found else None
