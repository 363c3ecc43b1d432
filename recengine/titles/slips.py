"""Whether a message is a name but for typing slips, so surely that nobody need be asked back."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from recengine.titles.names import Name
from recengine.titles.similarity import Coverage, skeleton
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import TALK

_SHORT, _LONG = 4, 8
_LETTERS_FOR_SLIPS = (9, 14, 20)  # letters from which one, two, three slips are forgiven in a whole message
_NUMERAL = re.compile(r"[ivx]+|\w*\d\w*")


def is_slip(words: Sequence[str], name: Name, coverage: Coverage, vocabulary: Vocabulary) -> bool:
    """Whether the message is the whole name but for small typos, with something telling in common."""
    left = set(coverage.left)
    typed = [word for i, word in enumerate(words) if i not in left]
    key = name.key
    if len(coverage.matched) < len(name.tokens) or all(word in TALK for word in typed):
        return False
    changed = [word for word in typed if word not in name.tokens]
    if any(len(word) < _SHORT or word in vocabulary or word in TALK for word in changed):
        return False
    text = "".join(typed)
    if text == f"{key}s" and len(name.tokens) == 1:
        return False  # «twisters» may well be another film than «Twister»
    if text[:1] != key[:1] or (len(text) < _LONG and _other_consonant(text, key)):
        return False
    return OSA.distance(text, key) <= _slips_allowed(min(len(text), len(key)))


def is_nearly(words: Sequence[str], name: Name, vocabulary: Vocabulary) -> bool:
    """Whether all the letters of a name of some length were typed but for very few, whatever the spaces.

    A word that titles have counts as a typo only where it sounds the same: «forest gump», but not «man on fire»
    for «Man on Wire».
    """
    typed, key = "".join(words), name.key
    slips = sum(min(len(typed), len(key)) >= least for least in _LETTERS_FOR_SLIPS)
    if not slips or typed[0] != key[0] or typed in (f"{key}s", key[: -(key[-1] == "s")]):
        return False
    if OSA.distance(typed, key, score_cutoff=slips) > slips:
        return False
    ours, theirs = set(name.tokens), set(words)
    if any(_NUMERAL.fullmatch(word) for word in ours ^ theirs):
        return False
    sounds = {skeleton(word) for word in ours - theirs}
    known = [word for word in theirs - ours if word in vocabulary or word in TALK]
    return all(len(word) > 2 and skeleton(word) in sounds for word in known)


def _other_consonant(typed: str, key: str) -> bool:
    """Whether a letter was replaced by one of another sound: a short word is then likelier another word."""
    changed = [(a, b) for a, b in zip(typed, key, strict=False) if a != b]
    same_sound = skeleton(typed) == skeleton(key)
    return len(typed) == len(key) and len(changed) == 1 and not same_sound


def _slips_allowed(length: int) -> int:
    """Typos forgiven in a name of so many letters without asking back."""
    return 0 if length <= _SHORT else 1 if length <= _LONG else 2 if length < 2 * _LONG else 3
