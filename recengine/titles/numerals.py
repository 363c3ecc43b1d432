"""Numbers as people write them (II, two, second, four hundred) brought to one form: digits."""

from collections.abc import Sequence

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
_SMALL["fourty"] = 40
_SCALES = {"hundred": 100, "thousand": 1000}
_ORDINALS = {
    word: f"{value}{'st' if value == 1 else 'nd' if value == 2 else 'rd' if value == 3 else 'th'}"
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
}
_ROMAN = {
    word: str(value)
    for value, word in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        1,
    )
}
_FOREIGN = {"deux": "2", "dos": "2", "zwei": "2", "trois": "3", "tres": "3", "drei": "3"}
_MARKERS = frozenset(["part", "pt", "parts", "vol", "volume", "episode", "episodes", "ep", "chapter", "chap"])
_NUMERALS = frozenset((*_SMALL, *_SCALES, *_ORDINALS, *_ROMAN, *_FOREIGN))
LOOKALIKES = {"i": "1", "v": "5", "x": "10"}


def with_digits(words: Sequence[str]) -> list[str]:
    """`words` with every number in digits, and without «part», «vol», «episode» before a number.

    Single letters are roman only where nothing else fits: at the end, or after a marker such as «part»
    (so «Henry V» has a number, «V for Vendetta» and «Batman v Superman» have none).
    """
    if _NUMERALS.isdisjoint(words) and not any(map(str.isdigit, words)):
        return list(words)
    found: list[str] = []
    at = 0
    while at < len(words):
        token, taken = _number_at(words, at)
        if taken and found and len(found) > 1 and found[-1] in _MARKERS:
            found.pop()
        found.append(token)
        at += max(taken, 1)
    return found


def is_number(token: str) -> bool:
    """Whether a folded token is a plain number such as `2` or `1984`."""
    return token.isdigit()


def number_of(token: str) -> str | None:
    """The digits of a number or an ordinal (`5th` gives `5`), or None for another word."""
    if not token[:1].isdigit():
        return None
    digits = token[:-2] if token[-2:] in ("st", "nd", "rd", "th") else token
    return digits if digits.isdigit() else None


def _number_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """The token that starts at `at` and how many words make the number (0: no number there)."""
    word = words[at]
    after_marker = at > 0 and words[at - 1] in _MARKERS
    if word in _SMALL or (word in _SCALES and at + 1 <= len(words)):
        value, taken = _spelled(words, at)
        return str(value), taken
    if word in _ORDINALS:
        return _ORDINALS[word], 1
    if word in _ROMAN and at > 0 and (after_marker or _roman_fits(words, at)):
        return _ROMAN[word], 1
    if after_marker and word in _FOREIGN:
        return _FOREIGN[word], 1
    return word, 1 if word.isdigit() else 0


def _roman_fits(words: Sequence[str], at: int) -> bool:
    return len(words[at]) > 1 or (words[at] in "vx" and at == len(words) - 1)


def _spelled(words: Sequence[str], at: int) -> tuple[int, int]:
    """Value and length of the longest spelled number at `at`: «five hundred and one», «twenty one»."""
    total, current, end = 0, 0, at
    last = 0
    while end < len(words):
        word = words[end]
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
            last = _SCALES[word]
        elif word in _SMALL and _continues(last, _SMALL[word], first=end == at):
            if 10 < last < 100 and _SMALL[word] >= 10:
                current = current * 100
            current += _SMALL[word]
            last = _SMALL[word]
        elif not (word == "and" and last >= 100 and end + 1 < len(words) and words[end + 1] in _SMALL):
            break
        end += 1
    return total + current, end - at


def _continues(last: int, value: int, *, first: bool) -> bool:
    """«twenty» + «one», «hundred» + «one», «nineteen» + «eighty»; but not «one» + «two»."""
    if first or last >= 100:
        return True
    if 20 <= last < 100 and 0 < value < 10:
        return True
    return last in (18, 19, 20) and value >= 10
