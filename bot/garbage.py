"""How often the garbage collector looks for cycles while the bot starts and serves."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""So many new objects may there be before it looks; 700 unless told otherwise, and a turn makes several hundred.

A turn leaves few cycles, and its objects live as long as its call of Telegram takes. Looked for that often, they are
found alive again and again, and grow old: that took a tenth of the processor.
"""


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Look less often inside the block."""
    young, *older = gc.get_threshold()
    gc.set_threshold(max(young, YOUNG), *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage: at a start nearly all that is made stays, and would be walked again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
