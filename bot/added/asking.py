"""Titles that people ask for in vain: which texts are kept as such, and none of one person twice a day.

Who asked is kept nowhere but in the memory of this process, as a number that only this process can work out, and for
no longer than a day. Several processes count a person once each.
"""

import hashlib
import re
import secrets

from bot.added.film import LONGEST_WANTED, wanted_key

MOST_WORDS = 10
MOST_A_DAY = 20
"""So many titles of one person count a day, so that nobody fills the list alone."""

MOST_KNOWN = 50_000

_DAY = 86_400
_PRIVATE = re.compile(r"\d{5}|@|://|www\.|\n")


def may_be_title(text: str) -> bool:
    """Whether a text looks like a title, and holds nothing that tells of a person: numbers, addresses."""
    plain = text.strip()
    if not 2 <= len(plain) <= LONGEST_WANTED or len(plain.split()) > MOST_WORDS or _PRIVATE.search(plain):
        return False
    return any(letter.isalnum() for letter in plain)


class AskedToday:
    """Which titles people asked for since midnight (UTC)."""

    def __init__(self) -> None:
        self._day = -1
        self._forget(-1)

    def first(self, user_id: int, title: str, now: int) -> bool:
        """Whether this is the first time today that this person asks for this title, and not one too many."""
        if now // _DAY != self._day:
            self._forget(now // _DAY)
        person, asked = self._code(str(user_id)), self._code(f"{user_id}|{wanted_key(title)}")
        if asked in self._asked or self._counts.get(person, 0) >= MOST_A_DAY or len(self._asked) >= MOST_KNOWN:
            return False
        self._asked.add(asked)
        self._counts[person] = self._counts.get(person, 0) + 1
        return True

    def _forget(self, day: int) -> None:
        self._day, self._salt = day, secrets.token_bytes(16)
        self._asked: set[bytes] = set()
        self._counts: dict[bytes, int] = {}

    def _code(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8, key=self._salt).digest()
