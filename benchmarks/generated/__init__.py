"""Generated data like MovieLens, of any size: for how long things take, not for how good suggestions are."""

from benchmarks.generated.world import Size, World
from benchmarks.generated.writing import write

__all__ = ["Size", "World", "write"]
