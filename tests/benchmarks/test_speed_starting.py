"""What Linux tells of memory, read."""

from benchmarks.speed.starting import _megabytes

TOLD = """\
55d0-7ffc ---p 00000000 00:00 0  [rollup]
Rss:               50000 kB
Pss:               25000 kB
Pss_Dirty:         10000 kB
"""


def test_both_sizes_are_in_megabytes() -> None:
    assert _megabytes(TOLD) == (51.2, 25.6)
