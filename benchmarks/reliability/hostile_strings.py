"""Strings made to break whoever shows or reads them, from families, as a seed has it."""

import random
from collections.abc import Callable, Iterator

from benchmarks.reliability import pools

MOST = 4096
"""UTF-16 units of a message, as Telegram counts."""

Make = Callable[[random.Random], str]


def _one_of(*pool: str) -> Make:
    return lambda chance: chance.choice(pool)


def _around(*pool: str) -> Make:
    """One of the pool, within words that mean something to the bot."""

    def make(chance: random.Random) -> str:
        parts = [chance.choice(pool), *chance.sample(pools.WORDS, chance.randrange(3))]
        chance.shuffle(parts)
        return chance.choice((" ", "", "\n", ", ")).join(parts)

    return make


def _tags(chance: random.Random) -> str:
    tag = chance.choice(pools.TAGS)
    name = tag.split()[0]
    word = chance.choice(pools.WORDS)
    ways = (
        f"<{tag}>{word}</{name}>",
        f"<{tag}>{word}",
        f"{word}</{name}>",
        f"<{tag}",
        f"<{tag}><i>{word}</{name}></i>",
    )
    return chance.choice(ways)


def _zalgo(chance: random.Random) -> str:
    marks = [chr(chance.randrange(0x300, 0x370)) for _ in range(chance.choice((3, 30, 300)))]
    return "".join(letter + "".join(marks) for letter in chance.choice(pools.WORDS))


def _controls(chance: random.Random) -> str:
    controls = "".join(chr(n) for n in chance.sample([*range(32), *range(127, 160)], 8))
    return f"{chance.choice(pools.WORDS)}{controls}{chance.choice(pools.WORDS)}"


def _invisible(chance: random.Random) -> str:
    unseen = chance.choice(pools.INVISIBLE) * chance.choice((1, 5, 200))
    return chance.choice((unseen, unseen.join(chance.choice(pools.WORDS)), f"{unseen} {chance.choice(pools.WORDS)}"))


def _surrogates(chance: random.Random) -> str:
    alone = chr(chance.randrange(0xD800, 0xE000))
    return chance.choice((alone, f"heat{alone}", f"{alone}{alone}", f"<b>{alone}</b>", f"{alone} 5 stars"))


def _long(chance: random.Random) -> str:
    return _fitting(chance.choice(pools.REPEATED) * MOST)


def _long_word(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyzéж", k=chance.choice((60, 300, 1000, 4000))))


def _patterns(chance: random.Random) -> str:
    """What makes patterns try again and again: long near-misses."""
    unit = chance.choice(pools.NEAR_MISSES)
    return _fitting(unit * chance.choice((50, 400, 2000)) + chance.choice(("!", "x", "\0", "")))


def _noise(chance: random.Random) -> str:
    codes = (chance.choice((chance.randrange(0x20, 0x3000), chance.randrange(0xE000, 0x11_0000))) for _ in range(40))
    return "".join(map(chr, codes))


FAMILIES: dict[str, Make] = {
    "tags": _tags,
    "entities": _around(*pools.ENTITIES),
    "markdown": _around(*pools.MARKDOWN),
    "formats": _around(*pools.FORMATS),
    "fluent": _around(*pools.FLUENT),
    "sql": _around(*pools.SQL),
    "data": _around(*pools.DATA),
    "commands": _around(*pools.COMMANDS),
    "addresses": _around(*pools.ADDRESSES),
    "paths": _around(*pools.PATHS),
    "cells": _around(*pools.CELLS),
    "json": _around(*pools.JSON),
    "xml": _around(*pools.XML),
    "numbers": _around(*pools.NUMBERS),
    "dates": _around(*pools.DATES),
    "hearts": _around(*pools.LIKE),
    "scripts": _around(*pools.SCRIPTS),
    "alike": _around(*pools.ALIKE),
    "emoji": _around(*pools.EMOJI),
    "turns": _around(*pools.TURNS),
    "invisible": _invisible,
    "marks": _zalgo,
    "controls": _controls,
    "surrogates": _surrogates,
    "long": _long,
    "long words": _long_word,
    "patterns": _patterns,
    "noise": _noise,
}


def hostile(count: int, *, seed: int = 0) -> Iterator[str]:
    """So many different strings, of each family as many; none is empty or longer than a message may be."""
    chance = random.Random(seed)
    seen: set[str] = set()
    families = list(FAMILIES.values())
    turn = 0
    while len(seen) < count:
        text = _fitting(families[turn % len(families)](chance))
        if text in seen:  # a family of few: something else around it
            text = _fitting(f"{text} {chance.choice(pools.WORDS)} {chance.randrange(1000)}")
        turn += 1
        if text and text not in seen:
            seen.add(text)
            yield text


def _fitting(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST].decode("utf-16-le", "surrogatepass")
