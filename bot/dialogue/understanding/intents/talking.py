"""What is said to the bot about itself, its suggestions, or nothing that it knows about."""

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import MOST_PLACES, POINTS_BACK, Attempt, looked_up, meaning_of
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.titles import TitleFinder


def simple(intent: Intent, pattern: cues.Pattern, *, beside_genres: bool = True) -> Attempt:
    """The intent of a pattern, in sentences that name no film, nor genres where these do not go with it."""

    def attempt(reading: Reading, titles: TitleFinder) -> Meaning | None:
        if reading.films or (not beside_genres and any(mark.wish.genres for mark in reading.wishes.marks)):
            return None
        return Meaning(intent) if pattern.search(reading.plain) else None

    return attempt


def about_taste(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«How do you see my taste» is no question how the bot works."""
    return Meaning(Intent.PROFILE) if not reading.films and cues.ABOUT_TASTE.search(reading.plain) else None


def off_topic(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """What is about something else than films, however much it sounds like a request."""
    if reading.films or cues.FILM_NOUN.search(reading.plain) or not cues.OFF_TOPIC.search(reading.plain):
        return None
    return Meaning(Intent.UNKNOWN)


def undo(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Undo that», «remove my rating of Heat»."""
    if not cues.UNDO.search(reading.plain):
        return None
    return meaning_of(Intent.UNDO, reading, list(reading.films))


def why(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Why this?», «why did you pick Heat?»."""
    match = cues.WHY.search(reading.plain)
    if match is None:
        return None
    films = list(reading.films)
    for place in [*cues.WHY_NAMES.finditer(reading.plain, match.start())][::-1][:MOST_PLACES]:
        if reading.plain[place.end() :].split()[:1] in ([word] for word in POINTS_BACK):
            break
        films = films or looked_up(reading, titles, place.end(), len(reading.plain), loose=True)
    return meaning_of(Intent.WHY, reading, films)
