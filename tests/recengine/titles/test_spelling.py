"""Words a slip away, against every word being looked at."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from recengine.titles.spelling import Speller

_words = st.text("abcé1", min_size=1, max_size=7)


def _near(typed: str, words: list[str]) -> list[str]:
    """The same, by looking at every word."""

    def rests(word: str) -> set[str]:
        return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}

    if not 3 <= len(typed) <= 16:
        return []
    usual = [word for word in words if 3 <= len(word) <= 16 and not word.isdigit()]
    found = [word for word in usual if word != typed and rests(word) & rests(typed)]
    slips = {word: OSA.distance(typed, word) for word in words}
    if not found and len(typed) >= 5:
        near = [word for word in words if len(word) >= 4 and slips[word] <= 2]
        found = sorted(near, key=lambda word: (slips[word], words.index(word)))[:12]
    return sorted(found, key=lambda word: (slips[word], word[0] != typed[0], words.index(word)))[:12]


@given(st.lists(_words, unique=True, max_size=40), _words)
def test_the_nearest_words_are_those_of_all_words(words: list[str], typed: str) -> None:
    assert Speller.of(words).near(typed) == _near(typed, words)


def test_a_word_two_slips_away_is_found_where_none_is_nearer() -> None:
    assert Speller.of(["matrix", "mother"]).near("mtrx") == []
    assert Speller.of(["matrix", "mother"]).near("mtrxi") == ["matrix"]
    assert Speller.of(["matrix", "matrx"]).near("matrxi") == ["matrix", "matrx"]
