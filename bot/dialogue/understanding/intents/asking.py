"""Questions about a film, films that were seen, and films merely named."""

import re

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import POINTS_BACK, listed, looked_up, meaning_of, spoken_of
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.titles import Explained, Film, TitleFinder

_SUM = re.compile(r"^[\d\s.,]+[*x×^+=-][\d\s.,*x×^+=-]+[?=]*$")


def info(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«What is Heat about?», «who directed it?»."""
    for pattern in cues.INFO:
        match = pattern.search(reading.plain)
        if match and not reading.films and cues.SEVERAL.search(match["t"] + " "):
            continue  # «what are some good heist movies»
        if match and (films := _named_within(reading, titles, *match.span("t"))):
            return meaning_of(Intent.INFO, reading, films)
    if cues.INFO_ALONE.search(reading.plain):
        return meaning_of(Intent.INFO, reading, spoken_of(reading, titles))
    if reading.films and cues.QUESTION.search(reading.plain):
        return meaning_of(Intent.INFO, reading, list(reading.films))
    return None


def _named_within(reading: Reading, titles: TitleFinder, start: int, end: int) -> list[Film]:
    """The films that some words name, or that stand before or after the words between: «the end of Heat»."""
    if films := looked_up(reading, titles, start, end):
        return films
    said = reading.plain[start:end] + " "
    if cues.FILM_NOUN.search(said):
        return []  # «a good movie for date night»
    for cut in cues.NAME_AFTER.finditer(said):
        if films := looked_up(reading, titles, start + cut.end() - 1, end):
            return films
    for cut in cues.NAME_BEFORE.finditer(said):
        if films := looked_up(reading, titles, start, start + cut.start()):
            return films
    return []


def seen(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Already seen», «watched Heat last week»."""
    match = cues.SEEN.search(reading.plain)
    if match is None or cues.QUESTION.search(reading.plain):
        return None
    films = listed(reading, titles) or _after_saw(reading, titles, match.start())
    if films or cues.SEEN_IT.search(reading.plain):
        return meaning_of(Intent.SEEN, reading, films)
    return None


def _after_saw(reading: Reading, titles: TitleFinder, start: int) -> list[Film]:
    """Films named after «seen» or «watched», or before «already seen»."""
    saw = cues.SAW.search(reading.plain, start)
    if saw is not None and reading.plain[saw.end() :].split()[:1] in ([word] for word in POINTS_BACK):
        return looked_up(reading, titles, 0, start)
    if saw is None:
        return looked_up(reading, titles, 0, len(reading.plain))
    return looked_up(reading, titles, saw.end(), len(reading.plain), loose=True) or looked_up(
        reading, titles, 0, saw.start()
    )


def named(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A film's name and nothing more."""
    if not reading.films and _SUM.match(reading.sentence.text):
        return None
    words = len(reading.sentence.words)
    films = list(reading.films) or titles.among(reading.sentence, 0, words, Explained(), loose=False)
    return meaning_of(Intent.INFO, reading, films) if films else None
