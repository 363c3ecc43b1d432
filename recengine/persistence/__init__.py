"""Models on disk: arrays in npz and a JSON manifest with checksums. Data only, nothing that could run.

A model folder holds `model.npz`, `catalog.json` and `manifest.json`. Folders of a store are published by renaming a
finished one into place and then swapping a small pointer file, so that a reader sees the old version or the new one.
"""

from recengine.persistence.describing import HELD_BACK, Described
from recengine.persistence.folder import ARRAYS, CATALOG, SavedModel, load_model, save_model
from recengine.persistence.manifest import FORMAT, MANIFEST
from recengine.persistence.pointers import POINTER
from recengine.persistence.store import KEPT, ModelStore

__all__ = [
    "ARRAYS",
    "CATALOG",
    "FORMAT",
    "HELD_BACK",
    "KEPT",
    "MANIFEST",
    "POINTER",
    "Described",
    "ModelStore",
    "SavedModel",
    "load_model",
    "save_model",
]
