"""Texts as plain arrays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recengine.titles.strings import Lookup, Strings, offsets, ragged


@given(st.lists(st.text(max_size=8), unique=True, max_size=20), st.text(max_size=8))
def test_texts_are_found_by_their_letters_and_no_others_are(texts: list[str], other: str) -> None:
    strings = Strings.of(texts)
    assert [strings[place] for place in range(len(strings))] == texts
    assert [strings.find(text) for text in texts] == list(range(len(texts)))
    assert strings.find(other) == (texts.index(other) if other in texts else -1)


def test_texts_that_share_a_checksum_are_told_apart() -> None:
    assert len({Strings.of([text]).lookup.checksums[0] for text in ("plumless", "buckeroo")}) == 1
    strings = Strings.of(["plumless", "buckeroo"])
    assert [strings.find("plumless"), strings.find("buckeroo")] == [0, 1]


def test_a_lookup_finds_every_owner_in_order() -> None:
    lookup = Lookup.of(np.array([7, 3, 7, 9], dtype=np.uint32), np.array([10, 11, 12, 13], dtype=np.int32))
    assert lookup.find(7) == [10, 12]
    assert lookup.find(8) == []
    assert sorted(lookup.find_any([7, 9, 7])) == [10, 12, 13]
    assert lookup.find_any([]) == []


def test_runs_are_laid_one_after_the_other() -> None:
    assert ragged(np.array([5, 9, 20]), np.array([2, 0, 1])).tolist() == [5, 6, 20]
    assert offsets([2, 0, 1]).tolist() == [0, 2, 2, 3]
