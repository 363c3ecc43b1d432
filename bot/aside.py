"""Heavy work in a thread of this process, while the event loop, in another, is to be held up as little as can be."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

YIELD_EVERY = 0.0005
"""Seconds after which a thread that loads a version lets the event loop go on. Usually it is 5 ms, which a turn that
takes fifty steps would wait fifty times."""

NEVER = 1_000_000
"""So many collections of younger objects have to pass before a full one."""


@contextmanager
def aside() -> Iterator[None]:
    """Work in this thread while the event loop, in another, is to be held up as little as can be.

    Some hundred thousand objects are made that live as long as a version, and full collections of garbage would walk
    them again and again, and hold up every chat for 50 ms and more each time. Collections of what is young go on:
    they are short, and find out which of the objects need never be looked at again.
    """
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(YIELD_EVERY)
    gc.set_threshold(*thresholds[:2], NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
