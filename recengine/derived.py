"""What was worked out of a catalogue, as plain arrays: kept beside a model, so that no start works it out again."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Arrays: TypeAlias = Mapping[str, np.ndarray]

_ARRAY, _TABLE, _PARTS, _TEXT, _SET = "array", "table", "parts", "text", "set"
"""How a value is kept: as it is, as rows by name, as arrays by name, as JSON, as a JSON array of what is a set."""

_ROOT = Path(__file__).parent

_DERIVING = (
    "attributes.py", "catalog.py", "derived.py", "entries.py", "filtering.py", "likeness.py", "moods.py", "query.py",
    "sparse.py", "text.py", "trait_table.py", "traits.py", "titles",
    "data/title_nicknames.csv", "data/title_series.csv", "data/title_translations.csv",
)  # fmt: skip
"""Files and folders of this library whose code works something out of a catalogue, and tables that it reads."""


def kept(values: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Values by name as arrays; those that would not come back the same are left out.

    Kept are arrays, dictionaries of arrays, sets of strings, and what JSON can tell.
    """
    found: dict[str, np.ndarray] = {}
    for name, value in values.items():
        for part, array in _encoded(value).items():
            found[f"{name}/{part}"] = array
    return found


def restored(arrays: Arrays, name: str) -> Any:
    """The value of a name.

    Raises
    ------
    KeyError
        Where nothing was kept by this name.
    ValueError
        Where what was kept is damaged.
    """
    if (array := arrays.get(f"{name}/{_ARRAY}")) is not None:
        return array
    if (names := arrays.get(f"{name}/{_TABLE}")) is not None:
        return dict(zip(_json(names), arrays[f"{name}/rows"], strict=True))
    if (names := arrays.get(f"{name}/{_PARTS}")) is not None:
        return {part: arrays[f"{name}/part:{part}"] for part in _json(names)}
    if (text := arrays.get(f"{name}/{_SET}")) is not None:
        return frozenset(_json(text))
    return _json(arrays[f"{name}/{_TEXT}"])


def _encoded(value: Any) -> dict[str, np.ndarray]:
    if isinstance(value, np.ndarray):
        return {} if value.dtype.hasobject else {_ARRAY: value}
    if isinstance(value, frozenset) and all(isinstance(text, str) for text in value):
        return {_SET: _text(sorted(value))}
    if isinstance(value, dict) and any(isinstance(row, np.ndarray) for row in value.values()):
        if len({(row.shape, row.dtype) for row in value.values()}) > 1:
            return {_PARTS: _text(list(value)), **{f"part:{name}": part for name, part in value.items()}}
        return {_TABLE: _text(list(value)), "rows": np.stack(list(value.values()))}
    return {_TEXT: _text(value)} if _is_plain(value) else {}


def _is_plain(value: Any) -> bool:
    """Whether JSON gives it back as it is, type by type."""
    if isinstance(value, dict):
        return all(type(key) is str and _is_plain(one) for key, one in value.items())
    if type(value) is list:
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


def _text(value: Any) -> np.ndarray:
    return np.frombuffer(json.dumps(value, separators=(",", ":")).encode(), np.uint8)


def _json(array: np.ndarray) -> Any:
    return json.loads(array.tobytes())


@cache
def code_mark(*more: Path) -> str:
    """What tells one state of this library's code from another: who works things out may do it in another way.

    Parameters
    ----------
    more
        Other files and folders of code that count as well.
    """
    digest = hashlib.sha256()
    for place in (*(_ROOT / name for name in _DERIVING), *more):
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(f"{path.relative_to(place.parent)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
