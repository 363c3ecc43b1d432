"""What words and commands have to change."""

from collections.abc import Callable

from benchmarks.reliability.machine.around import Around, Wanted
from benchmarks.reliability.machine.memory import Person, outcome_of
from benchmarks.reliability.machine.taps import hide, see, undo_last
from benchmarks.reliability.machine.world import CATALOGUE, CLEAR, KEYS
from bot.storage.kept import Mark, Outcome

Words = tuple[str, Callable[[Person, Around], Wanted]]


def _nothing(person: Person, around: Around) -> Wanted:
    return Wanted()


def _rates(*given: tuple[int, float]) -> Callable[[Person, Around], Wanted]:
    """Several films rated by one message are one action."""

    def rated(person: Person, around: Around) -> Wanted:
        changes = [
            change
            for item_id, stars in given
            for change in (((KEYS[item_id], Mark.SAVED), None), ((KEYS[item_id], None), stars))
        ]
        person.act(changes, around.now)
        for item_id, stars in given:
            person.settle(KEYS[item_id], outcome_of(stars))
        return Wanted()

    return rated


def _sees(item_id: int) -> Callable[[Person, Around], Wanted]:
    def seen(person: Person, around: Around) -> Wanted:
        see(person, KEYS[item_id], around)
        return Wanted(named=KEYS[item_id])

    return seen


def _save_it(person: Person, around: Around) -> Wanted:
    if around.film is not None and around.film in CATALOGUE and not person.has(around.film, Mark.SAVED):
        person.act([((around.film, Mark.SAVED), 1.0)], around.now)
        person.settle(around.film, Outcome.SAVED)
    return Wanted(named=around.film)


def _hide_it(person: Person, around: Around) -> Wanted:
    return hide(person, around.film, around) if around.film in CATALOGUE and around.film else Wanted()


COMMANDS: tuple[Words, ...] = (
    ("/undo", undo_last),
    ("/recommend", lambda person, around: Wanted(must=True)),
    *((f"/{name}", _nothing) for name in ("ratings", "saved", "hidden", "seen", "taste", "start", "help")),
    *(
        (f"/{name}", _nothing)
        for name in ("privacy", "export", "delete", "weekly", "station", "adventurous", "nothing")
    ),
    *((f"/{name}", _nothing) for name in ("quiet", "cancel", "import", "language", "retrain")),
    *((f"/station {what}", lambda person, around: Wanted(station=True)) for what in ("Heat", "funny", "sci-fi")),
    ("/similar Alien", _nothing),
)
"""What commands change."""

SENTENCES: tuple[Words, ...] = (
    *((f"loved {movie.title}", _rates((movie.item_id, 5.0))) for movie in CLEAR),
    *((f"{movie.title}: 3 stars", _rates((movie.item_id, 3.0))) for movie in CLEAR[:3]),
    ("loved Heat, hated Titanic", _rates((1, 5.0), (7, 1.0))),
    ("I have seen Titanic", _sees(7)),
    ("seen Alien", _sees(2)),
    ("save it for later", _save_it),
    ("never show me that again", _hide_it),
    ("undo", undo_last),
    *((text, _nothing) for text in ("Amelie", "halloween", "why this one?", "thanks", "hola", "qwertyuiop")),
    *((text, _nothing) for text in ("a comedy from the 90s", "something lighter", "like Casablanca", "no horror")),
)
"""What words change."""
