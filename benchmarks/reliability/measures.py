"""Which module measures which rows; each has `async def measure(options: Options) -> list[Row]`."""

from collections.abc import Mapping

MEASURES: Mapping[str, tuple[int, ...]] = {
    "load": (6,),
    "poison": (5,),
    "flooding": (16,),
    "strings": (13,),
    "misuse": (14,),
    "soak": (19,),
    "tokens": (15,),
    "bombs": (17,),
    "erasure": (18,),
    "kills": (1,),
    "faults": (4,),
    "deliveries": (2,),
    "machine": (10,),
    "stopping": (3,),
    "burst": (7,),
    "swaps": (8,),
    "disk": (20,),
    "backups": (11,),
    "migration": (12,),
    "workers": (21,),
    "restarts": (22,),
    "damage": (9,),
}
"""Modules of this package by name, with the numbers of their rows."""
