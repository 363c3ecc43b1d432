"""The data set that benchmarks run on unless told otherwise."""

from pathlib import Path

_SMALL = Path(__file__).resolve().parents[2] / "shared" / "data" / "ml-latest-small.zip"

DEFAULT_DATASET = str(_SMALL) if _SMALL.exists() else "ml-latest-small"
"""The zip beside the checkout where there is one, else the name, which is downloaded."""
