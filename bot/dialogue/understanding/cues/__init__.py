"""How people say what they want: patterns over plain sentences, in which a sign stands for a film that was found."""

import re

from bot.dialogue.understanding.cues.about import INFO, INFO_ALONE, NAME_AFTER, NAME_BEFORE, SPEAKS_OF
from bot.dialogue.understanding.cues.asking import (
    ASKS,
    ASKS_NOW,
    ELSEWHERE,
    FILM_NOUN,
    JUDGES_IT,
    QUESTION,
    RECOMMEND,
    SAW,
    SEEN,
    SEEN_IT,
    SEVERAL,
    WHY,
    WHY_NAMES,
)
from bot.dialogue.understanding.cues.directions import COMPLAINS, CRITIQUES, asked_direction
from bot.dialogue.understanding.cues.likeness import (
    BUT_OTHERWISE,
    LIKE_AFTER,
    LIKE_THAT,
    LIKE_WORDS,
    MEETS,
    MORE_OF_IT,
    like_ends,
    like_spans,
)
from bot.dialogue.understanding.cues.patterns import Pattern
from bot.dialogue.understanding.cues.talk import (
    ABOUT_TASTE,
    GREETING,
    HELP,
    OFF_TOPIC,
    PROFILE,
    THANKED,
    THANKS,
    UNDO,
)

__all__ = [
    "ABOUT_TASTE",
    "ASKS",
    "ASKS_NOW",
    "BUT_OTHERWISE",
    "COMPLAINS",
    "CRITIQUES",
    "ELSEWHERE",
    "FILM_NOUN",
    "GREETING",
    "HELP",
    "INFO",
    "INFO_ALONE",
    "JUDGES_IT",
    "LIKE_AFTER",
    "LIKE_THAT",
    "MEETS",
    "MORE_OF_IT",
    "NAME_AFTER",
    "NAME_BEFORE",
    "OFF_TOPIC",
    "PROFILE",
    "QUESTION",
    "RECOMMEND",
    "SAW",
    "SEEN",
    "SEEN_IT",
    "SEVERAL",
    "SPEAKS_OF",
    "THANKED",
    "THANKS",
    "UNDO",
    "WHY",
    "WHY_NAMES",
    "Pattern",
    "asked_direction",
    "like_ends",
    "like_spans",
    "words",
]


def words() -> list[str]:
    """Words of the patterns, those that a slip of typing is put right to."""
    sources = [
        p.pattern
        for p in (*CRITIQUES.values(), RECOMMEND, SEEN, PROFILE, UNDO, HELP, WHY, MORE_OF_IT, INFO_ALONE, *INFO)
    ]
    sources += [*LIKE_WORDS, THANKS.pattern]
    plain = re.sub(r"\\[a-zA-Z]|\(\?(?:<?[=!:]|P<\w+>)", " ", " ".join(sources))
    extra = (
        "something anything movies movie something before after since between from please similar "
        "like without nothing anything newer older"
    )
    return list(dict.fromkeys([*extra.split(), *(w for w in re.findall(r"[a-z]{4,}", plain))]))
