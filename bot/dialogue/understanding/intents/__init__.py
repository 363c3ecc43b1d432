"""From films, wishes and cues to the one thing that a message is for."""

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.intents.asking import info, named, seen
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.judging import marked, rate
from bot.dialogue.understanding.intents.likeness import but_otherwise, more_like, similar
from bot.dialogue.understanding.intents.naming import Attempt
from bot.dialogue.understanding.intents.talking import about_taste, off_topic, simple, undo, why
from bot.dialogue.understanding.intents.wanting import critique, newest_critique, recommend
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.titles import TitleFinder

__all__ = ["Reading", "decide"]

_ATTEMPTS: tuple[Attempt, ...] = (
    simple(Intent.THANKS, cues.THANKS),
    simple(Intent.GREETING, cues.GREETING),
    undo,
    about_taste,
    simple(Intent.HELP, cues.HELP, beside_genres=False),
    why,
    simple(Intent.PROFILE, cues.PROFILE),
    similar,
    marked,
    off_topic,
    info,
    more_like,
    but_otherwise,
    rate,
    newest_critique,
    seen,
    critique,
    recommend,
    named,
)


def decide(reading: Reading, titles: TitleFinder) -> Meaning:
    """The meaning of a reading: the first that its cues and films speak for."""
    for attempt in _ATTEMPTS:
        if (meaning := attempt(reading, titles)) is not None:
            return meaning
    return Meaning(Intent.UNKNOWN)
