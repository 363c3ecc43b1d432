"""Wishes for films like others."""

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import MOST_PLACES, around, looked_up
from bot.dialogue.understanding.intents.wanting import wish
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.ratings import verdicts_said
from bot.dialogue.understanding.titles import Film, TitleFinder


def similar(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Something like Heat», «Heat meets Alien», «Heat vibes»."""
    plain = reading.plain
    for end in cues.like_ends(plain)[:MOST_PLACES]:
        if films := looked_up(reading, titles, end, len(plain)):
            return wish(Intent.SIMILAR, reading, films)
    if both := cues.MEETS.search(plain):
        films = [f for part in ("one", "two") for f in looked_up(reading, titles, both.start(part), both.end(part))]
        if len(films) > 1:
            return wish(Intent.SIMILAR, reading, films)
    match = None if cues.QUESTION.search(plain) else cues.LIKE_AFTER.search(plain)
    if match and (films := looked_up(reading, titles, match.start("t"), match.end("t"))):
        return wish(Intent.SIMILAR, reading, films)
    return None


def more_like(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«I loved Heat, what else is like it?»."""
    plain = reading.plain
    more = cues.MORE_OF_IT.search(plain)
    if reading.films and cues.LIKE_THAT.search(plain):
        return wish(Intent.SIMILAR, reading, list(reading.films))
    if more is None or not (cues.SAW.search(plain) or cues.SPEAKS_OF.search(plain) or reading.verdicts):
        return None
    start, end = (0, more.start()) if more.start() > len(plain) - more.end() else (more.end(), len(plain))
    films = list(reading.films) or _rated_films(reading, titles, start, end)
    for saw in [] if films else [cues.SAW.search(plain, start, end), cues.SPEAKS_OF.search(plain, start, end)]:
        films = films or (looked_up(reading, titles, saw.end(), end, loose=True) if saw else [])
    return wish(Intent.SIMILAR, reading, films) if films else None


def but_otherwise(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Heat but funnier»: a film, then how the suggestion should differ from it."""
    match = cues.BUT_OTHERWISE.search(reading.plain)
    if match is None or (verdicts_said(match["rest"]) and reading.critique is None and not reading.explained):
        return None
    if cues.FILM_NOUN.search(f" {match['t']}") or cues.ASKS.search(f" {match['t']}"):
        return None  # «movies with aliens but no war»
    films = looked_up(reading, titles, match.start("t"), match.end("t"))
    return wish(Intent.SIMILAR, reading, films) if films else None


def _rated_films(reading: Reading, titles: TitleFinder, start: int, end: int) -> list[Film]:
    """Films that verdicts among some characters speak of."""
    for verdict in reading.verdicts[:MOST_PLACES]:
        if start <= verdict.start < end and (films := around(reading, titles, verdict, (start, end))):
            return films
    return []
