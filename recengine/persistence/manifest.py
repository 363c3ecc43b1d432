"""The manifest of a model folder: what the model is, with a checksum of every file and of itself."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from recengine.errors import ModelError
from recengine.persistence.files import small

FORMAT = 1
MANIFEST = "manifest.json"

MOST_BYTES = 1 << 20
"""A manifest has a few thousand."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a model folder.

    Raises
    ------
    ModelError
        Where it is missing, damaged in a single byte, or of another format.
    """
    path = folder / MANIFEST
    damaged = ModelError(f"the model file {path} is damaged; train a new one with `matinee train`")
    try:
        text = small(path, most=MOST_BYTES).decode("utf-8")
        manifest = json.loads(text)
    except FileNotFoundError:
        raise ModelError(f"there is no model in {folder}; make one with `matinee train`") from None
    except (OSError, ValueError, RecursionError):
        raise damaged from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise damaged
    if manifest.get("format") != FORMAT:
        told = str(manifest.get("format"))[:20]
        raise ModelError(f"the model in {folder} has format {told}, this Matinee reads {FORMAT}")
    if sealed(manifest) != text:
        raise damaged
    return manifest


def sealed(manifest: Mapping[str, Any]) -> str:
    """The one text of a manifest, with a checksum of all the rest: any other byte in the file is damage."""
    plain = json.loads(json.dumps(dict(manifest)))  # as it will be read: every key a string, every tuple a list
    rest = {name: value for name, value in plain.items() if name != "checksum"}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
    return json.dumps(rest | {"checksum": digest}, indent=2, ensure_ascii=False, sort_keys=True)
