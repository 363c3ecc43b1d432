"""Trigrams, against every key being compared."""

from collections import Counter
from math import log, sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recengine.titles.grams import TrigramIndex, symbols

_keys = st.text("abcz9", min_size=1, max_size=9)


def _index(keys: list[str]) -> TrigramIndex:
    return TrigramIndex.of(symbols("".join(keys)), np.array([len(key) for key in keys], dtype=np.int64))


def _grams(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _scores(keys: list[str], wanted: str) -> dict[int, tuple[float, float]]:
    """Share and cosine of each key that has enough, by comparing all of them."""
    counts = Counter(gram for key in keys for gram in _grams(key))
    rarity = {gram: log((len(keys) + 1) / (counts[gram] + 0.5)) ** 2 for gram in {*counts, *_grams(wanted)}}
    total = sum(rarity[gram] for gram in _grams(wanted))
    shares = [sum(rarity[gram] for gram in _grams(key) & _grams(wanted)) / total for key in keys]
    norms = [sqrt(sum(rarity[gram] for gram in _grams(key))) for key in keys]
    return {i: (share, share / norms[i]) for i, share in enumerate(shares) if share > 0.1501}


@given(st.lists(_keys, min_size=1, max_size=12), _keys)
def test_the_names_that_share_most_are_found(keys: list[str], wanted: str) -> None:
    scores = _scores(keys, wanted)
    found = set(_index(keys).search(wanted, limit=2).tolist())
    assert len(found) >= min(2, len(scores))
    for of in (lambda pair: pair[1], lambda pair: pair[0] + pair[1] / 10):
        best = sorted(map(of, scores.values()), reverse=True)[:2]
        worst_of_best = best[-1] if best else 0.0
        assert all(place in found for place, pair in scores.items() if of(pair) > worst_of_best + 1e-4)


def test_a_key_of_unknown_letters_finds_nothing() -> None:
    assert _index(["heat", "alien"]).search("qqqq", limit=5).tolist() == []
    assert _index([]).search("heat", limit=5).tolist() == []
