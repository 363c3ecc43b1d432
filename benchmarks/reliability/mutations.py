"""Callback data that no button of ours carries for whoever sends it: changed at random, or somebody else's."""

import random
from collections.abc import Callable, Sequence

from bot.dialogue.taps import MAX_BYTES, Tap, parse_tap

HUGE = ("0", "00", "-1", "4294967296", "9" * 16, "9" * 64, "1e9", "0x10", "nan", "٣", "١٢٣", "Ⅻ", "²", "１", "०")
ODD = ("\0", "\n", " ", "~", ":", "::", "%s", "{0}", "'", '"', "<b>", "\u202e", "\u200b", "é", "🎬", "\x7f", "../")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def mutated(real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    """One of the real ones, changed in one way, or in two.

    Parameters
    ----------
    real
        Data of buttons that the bot made, whoever for.
    owners
        User ids that a button may name.
    """
    data = chance.choice(real)
    for _ in range(chance.choice((1, 1, 2))):
        data = chance.choice(_WAYS)(data, real, owners, chance)
    return _sendable(data) or "x"


def _sendable(data: str) -> str:
    """What Telegram lets through: Unicode of 64 bytes at most."""
    valid = data.encode("utf-8", "ignore")[:MAX_BYTES]
    return valid.decode("utf-8", "ignore")


Way = Callable[[str, Sequence[str], Sequence[int], random.Random], str]


def _flip(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    flipped = bytearray(data.encode())
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return flipped.decode("utf-8", "replace")


def _cut(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    at = chance.randrange(len(data) + 1)
    return chance.choice((data[:at], data[at:])) or data[:1]


def _swap_fields(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    verb, *fields = data.split(":")
    theirs = chance.choice(real).split(":")[1:]
    pool = [*fields, *theirs]
    return ":".join([verb, *chance.sample(pool, min(len(pool), chance.randrange(5)))])


def _swap_verb(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    return ":".join([chance.choice(list(Tap)).value, *data.split(":")[1:]])


def _number(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    fields = data.split(":")
    fields[chance.randrange(len(fields))] = chance.choice(HUGE)
    return ":".join(fields)


def _odd(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(ODD) + data[at:]


def _owner(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    named = (_base36(chance.choice(owners)), "0", "z" * 12, "z" * 40, "", "-1", "A")
    return f"{data.split('~')[0]}~{chance.choice(named)}"


def _noise(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    return "".join(chance.choices(DIGITS + ":~" + "".join(ODD), k=chance.randrange(1, 70)))


def _as_it_is(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    return data


def _upper(data: str, real: Sequence[str], owners: Sequence[int], chance: random.Random) -> str:
    return data.upper() if chance.random() < 0.5 else data + data


_WAYS: tuple[Way, ...] = (
    _flip, _flip, _cut, _swap_fields, _swap_verb, _number, _odd, _owner, _owner, _noise, _as_it_is, _upper,
)  # fmt: skip


def is_for(data: str, user_id: int, *, private: bool) -> bool:
    """Whether this is what a button says that the bot may have made for this person in such a chat.

    Only then may anything change, and nothing but what is that person's own.
    """
    tap = parse_tap(data)
    if tap is None or tap.owner not in (None, user_id):
        return False
    return private or tap.owner == user_id or tap.tap in (Tap.NIGHT, Tap.ANYLIKE, Tap.ANYDISLIKE, Tap.ANYSAVE)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits
