"""What somebody says in words: understood once, then done, with what was understood in sight."""

from collections.abc import Callable

from bot.added.asking import may_be_title
from bot.dialogue import wording
from bot.dialogue.chips import wishes_line
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Tap
from bot.dialogue.tonight import Chip, Kind, Tonight
from bot.dialogue.understanding import Intent
from bot.dialogue.understanding.dropping import ALL
from bot.dialogue.understanding.errands import Errand, errand, is_farewell
from bot.dialogue.understanding.heard import (
    Heard,
    beside,
    forgotten,
    has_words,
    hear,
    is_everyday,
    is_small_talk,
    refers,
    says_unseen,
)
from bot.turns import cards, films, info, onboarding, talk, taste, undo, verdicts, wanted, why
from bot.turns.handlers import CommandHandlers
from bot.turns.own_words import in_own_words
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.query import Constraints
from recengine.titles.words import tokens

GREETINGS = frozenset(
    ["hi", "hello", "hey", "hiya", "yo", "hola", "start", "hallo", "moin", "salut", "ciao", "howdy"]
)


def answer(turn: Turn, text: str) -> None:
    """Answer a message in a private chat."""
    if text.strip("!.,? ").lower() in GREETINGS:
        onboarding.start(turn)
        return
    places, rest = forgotten(text, [_named_by(turn, chip) for chip in turn.tonight.chips])
    if places:
        _forget(turn, places, rest)
        return
    wanted = errand(text)
    if wanted is not None and turn.film_meant is not None:
        _ERRANDS[wanted](turn, turn.film_meant)
        return
    if is_farewell(text):
        turn.say(phrase("farewell"), turn.ways_on())
        return
    if is_small_talk(text):
        turn.say(phrase("small-talk"), turn.ways_on())
        return
    said = in_own_words(turn, text)
    heard = hear(turn.understanding, said)
    unknown = heard.meaning.intent is Intent.UNKNOWN
    _ANSWERS[heard.meaning.intent](turn, heard, text if unknown else said)


def again(turn: Turn, text: str) -> None:
    """Answer a message as it reads since it was corrected; what was done when it was new is not done again."""
    heard = hear(turn.understanding, in_own_words(turn, text))
    if heard.meaning.intent is Intent.UNDO or errand(text) is not None:
        return
    if heard.meaning.intent in (Intent.RATE, Intent.SEEN):
        movies = _named(turn, heard) or _meant(turn)
        if movies:
            verdicts.ask_about(turn, movies[0])
        return
    answer(turn, text)


def quote(turn: Turn, text: str) -> None:
    """Answer a forwarded message: they are somebody else's words, so that nothing is rated by them."""
    heard = hear(turn.understanding, text)
    if heard.meaning.titles:
        info.show_info(turn, turn.served.recommender.catalog[heard.meaning.titles[0]])
    else:
        films.look_up(turn, text)


def wants_undo(turn: Turn, text: str) -> bool:
    """Whether a message asks to take something back."""
    return turn.understanding.meaning(text).intent is Intent.UNDO


def recommend(turn: Turn, rest: str) -> None:
    """/recommend, with or without wishes in words."""
    if rest:
        _wish(turn, hear(turn.understanding, in_own_words(turn, rest)))
    cards.next_card(turn, anew=True)


def _forget(turn: Turn, places: tuple[int, ...], rest: str) -> None:
    """Take wishes back by their names, then do what else was said."""
    gone = [turn.tonight.chips[place] for place in places]
    for chip in gone:
        turn.wish(turn.tonight.without(chip))
    if has_words(rest):
        _wish(turn, hear(turn.understanding, in_own_words(turn, rest)))
    note = phrase("wishes-forgotten", wishes=wishes_line([cards.chip_words(turn, chip) for chip in gone]))
    cards.next_card(turn, note=note, anew=True)


def _named_by(turn: Turn, chip: Chip) -> str:
    """What a wish is named by: «like Amelie» by the title alone, another one by its words."""
    movie = turn.movie(chip.value) if chip.kind is Kind.LIKE else None
    return cards.chip_words(turn, chip) if movie is None else movie.title


def _wish(turn: Turn, heard: Heard) -> None:
    """Put what was asked for in force beside what was asked before."""
    meaning = heard.meaning
    tonight = Tonight() if set(meaning.dropped) >= set(ALL) else turn.tonight.dropping(meaning.dropped)
    if meaning.intent is Intent.SIMILAR and (like := _named(turn, heard) or _meant(turn)):
        tonight = tonight.resembling(turn.film(movie).key for movie in like)
    of = _named(turn, heard) or _meant(turn)
    for direction in heard.directions:
        tonight = tonight.steered(direction, turn.film(of[0]).key if of else None)
    turn.wish(tonight.wishing(meaning.constraints))


def _named(turn: Turn, heard: Heard) -> list[Movie]:
    return [turn.served.recommender.catalog[item_id] for item_id in heard.meaning.titles]


def _meant(turn: Turn) -> list[Movie]:
    return [turn.film_meant] if turn.film_meant is not None else []


def _recommend(turn: Turn, heard: Heard, text: str) -> None:
    if _is_title(turn, heard, text):
        films.look_up(turn, text)
        return
    _wish(turn, heard)
    cards.next_card(turn, anew=True)


def _is_title(turn: Turn, heard: Heard, text: str) -> bool:
    """Whether a single word that could be a wish is a film's title in full, and so names that film."""
    wishes = heard.meaning.constraints
    if wishes != Constraints(keywords=wishes.keywords) or len(wishes.keywords) != 1 or heard.meaning.titles:
        return False
    return _is_name(turn, text)


def _is_name(turn: Turn, text: str) -> bool:
    """Whether a text is a film's title word for word."""
    found = turn.served.titles.search(text, limit=1)
    return bool(found.matches) and tokens(found.matches[0].movie.title) == tokens(text)


def _similar(turn: Turn, heard: Heard, text: str) -> None:
    if not _named(turn, heard) and turn.film_meant is None:
        turn.say(phrase("which-film-meant"), turn.ways_on())
        return
    _wish(turn, heard)
    cards.next_card(turn, anew=True)


def _rate(turn: Turn, heard: Heard, text: str) -> None:
    if heard.verdicts:
        verdicts.rate(turn, heard.verdicts)
    elif heard.meaning.title_names:
        films.look_up(turn, heard.meaning.title_names[0])
    elif not refers(text) and turn.film_meant is not None:
        verdicts.ask_about(turn, turn.film_meant)
    else:
        verdicts.rate_it(turn, heard.meaning.rating or 0.0)


def _seen(turn: Turn, heard: Heard, text: str) -> None:
    names = dict(zip(heard.meaning.titles, heard.meaning.title_names, strict=True))
    doubtful = [name for item_id, name in names.items() if not verdicts.is_sure(turn, name, item_id)]
    movies = _named(turn, heard) or _meant(turn)
    if movies and says_unseen(text):
        cards.show_card(turn, movies[0])
    elif doubtful:
        films.look_up(turn, doubtful[0])
    elif movies:
        verdicts.seen(turn, movies)
    else:
        turn.say(phrase("which-film-meant"), turn.ways_on())


def _info(turn: Turn, heard: Heard, text: str) -> None:
    """A film by its bare name is about to be rated; a question about one is answered."""
    if heard.meaning.titles and (not beside(text, heard.meaning.title_names) or _is_name(turn, text)):
        films.look_up(turn, text)
        return
    movies = _named(turn, heard) or _meant(turn)
    if movies:
        info.show_info(turn, movies[0])
    else:
        turn.say(phrase("which-film-meant"), turn.ways_on())


def _why(turn: Turn, heard: Heard, text: str) -> None:
    movies = _named(turn, heard)
    movie = movies[0] if movies else turn.latest_card
    if movie is None:
        suggest = turn.button(words("button-suggest"), Tap.SUGGEST)
        turn.show(Screen(phrase("why-no-card"), ((suggest,),)), anew=True)
    else:
        why.why(turn, movie)


def _unknown(turn: Turn, heard: Heard, text: str) -> None:
    if heard.meaning.dropped:
        _recommend(turn, heard, text)
    elif not _offered(turn, text):
        turn.say(phrase("not-understood", text=wording.short(text)), (*_missing(turn, text), *turn.ways_on()))


def _missing(turn: Turn, text: str) -> Rows:
    """A button for whoever meant a film that is not there; nothing is noted of what they did not mean so."""
    if is_everyday(text) or not has_words(text) or len(text.split()) > films.LONGEST_TITLE or not may_be_title(text):
        return ()
    wanted.sought(turn, text)
    return ((turn.button(words("button-missed"), Tap.MISSED, wanted.code(text)),),)


def _offered(turn: Turn, text: str) -> bool:
    """Offer the films that a text may name, if it can be a title and any film fits."""
    if not has_words(text) or is_everyday(text) or len(text.split()) > films.LONGEST_TITLE:
        return False
    found = turn.served.titles.search(text, limit=films.CANDIDATES)
    if found.matches:
        films.show_found(turn, text, found)
    return bool(found.matches)


_ANSWERS: dict[Intent, Callable[[Turn, Heard, str], None]] = {
    Intent.RECOMMEND: _recommend,
    Intent.SIMILAR: _similar,
    Intent.RATE: _rate,
    Intent.CRITIQUE: _recommend,
    Intent.INFO: _info,
    Intent.WHY: _why,
    Intent.SEEN: _seen,
    Intent.UNDO: lambda turn, heard, text: undo.undo(turn),
    Intent.PROFILE: lambda turn, heard, text: taste.show(turn, anew=True),
    Intent.HELP: lambda turn, heard, text: talk.help_(turn),
    Intent.GREETING: lambda turn, heard, text: onboarding.start(turn),
    Intent.THANKS: lambda turn, heard, text: turn.say(phrase("welcome"), turn.ways_on()),
    Intent.UNKNOWN: _unknown,
}


def _pass(turn: Turn, movie: Movie) -> None:
    """«Not this one»: of a suggestion, the next; of a film that was looked up, another title."""
    if movie == turn.latest_card:
        cards.passed(turn, movie)
    else:
        turn.say(phrase("try-again"), turn.ways_on())


_ERRANDS: dict[Errand, Callable[[Turn, Movie], None]] = {
    Errand.SAVE: verdicts.save,
    Errand.HIDE: cards.hidden,
    Errand.NEXT: _pass,
}

COMMANDS: CommandHandlers = {Command.RECOMMEND: recommend}
