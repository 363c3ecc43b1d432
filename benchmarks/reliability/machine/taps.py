"""What a tap has to change, by what the button asks for, told independently of the bot."""

from collections.abc import Callable

from benchmarks.reliability.machine.around import Around, Wanted, waiting
from benchmarks.reliability.machine.memory import Person, Waiting
from benchmarks.reliability.machine.world import CATALOGUE
from bot.dialogue.taps import Parsed, Tap, parse_tap
from bot.storage.kept import Mark, Outcome

LIKED, DISLIKED = 4.0, 2.0
ERASABLE = 600
"""Seconds for which the button that erases works."""


def tapped(person: Person, data: str, around: Around, *, anywhere: bool = False) -> Wanted:
    """Change a person as a tap on a button has to."""
    tap = parse_tap(data)
    if tap is None or (anywhere and tap.tap not in _ANYWHERE):
        return Wanted()
    act = _TAPS.get(tap.tap)
    return Wanted(named=tap.argument(0)) if act is None else act(person, tap, around) or Wanted()


def _knows(person: Person, key: str) -> bool:
    """Whether a film is in the catalogue, or of the person's own."""
    return key in CATALOGUE or any(key == own for own, _ in person.now)


def _rate(person: Person, tap: Parsed, around: Around) -> Wanted:
    key, half_stars = tap.argument(0), tap.number(1, most=10)
    if not _knows(person, key) or half_stars < 1:
        return Wanted()
    person.rate(key, half_stars / 2, around.now)
    return Wanted()


def _judge(stars: float) -> Callable[[Person, Parsed, Around], Wanted]:
    def judged(person: Person, tap: Parsed, around: Around) -> Wanted:
        if tap.argument(0) not in CATALOGUE:
            return Wanted()
        person.rate(tap.argument(0), stars, around.now)
        return Wanted(must=True)

    return judged


def see(person: Person, key: str, around: Around) -> None:
    person.act([((key, Mark.SEEN), 1.0)], around.now)
    person.settle(key, Outcome.SEEN)


def _toggle_saved(person: Person, key: str, around: Around) -> None:
    saved = person.has(key, Mark.SAVED)
    person.act([((key, Mark.SAVED), None if saved else 1.0)], around.now)
    if not saved:
        person.settle(key, Outcome.SAVED)


def hide(person: Person, key: str, around: Around) -> Wanted:
    """Never show a film again."""
    person.act([((key, Mark.SAVED), None), ((key, Mark.HIDDEN), 1.0)], around.now)
    person.settle(key, Outcome.HIDDEN)
    return Wanted(must=True)


def _seen(person: Person, tap: Parsed, around: Around) -> Wanted:
    if tap.argument(0) in CATALOGUE:
        see(person, tap.argument(0), around)
    return Wanted(named=tap.argument(0))


def _save(person: Person, tap: Parsed, around: Around) -> Wanted:
    if tap.argument(0) in CATALOGUE:
        _toggle_saved(person, tap.argument(0), around)
    return Wanted(named=tap.argument(0))


def _hide(person: Person, tap: Parsed, around: Around) -> Wanted:
    return hide(person, tap.argument(0), around) if tap.argument(0) in CATALOGUE else Wanted()


def _next(person: Person, tap: Parsed, around: Around) -> Wanted:
    key = tap.argument(0)
    if key not in CATALOGUE:
        return Wanted()
    first = None
    if not person.has(key, Mark.SEEN):
        if key not in person.passed:
            first = (key, Outcome.PASSED)
        else:
            person.settle(key, Outcome.PASSED)
    return Wanted(first=first, passed=key, must=True)


def _remove(mark: Mark | None, place: int = 0) -> Callable[[Person, Parsed, Around], Wanted]:
    def removed(person: Person, tap: Parsed, around: Around) -> Wanted:
        if _knows(person, tap.argument(place)):
            person.act([((tap.argument(place), mark), None)], around.now)
        return Wanted(named=tap.argument(0))

    return removed


def _why_rate(person: Person, tap: Parsed, around: Around) -> Wanted:
    movie, rated, half_stars = tap.argument(0), tap.argument(1), tap.number(2, most=10)
    if {movie, rated} <= CATALOGUE and half_stars:
        person.rate(rated, half_stars / 2, around.now)
    return Wanted(named=movie)


def _why_drop(person: Person, tap: Parsed, around: Around) -> Wanted:
    if {tap.argument(0), tap.argument(1)} <= CATALOGUE:
        person.act([((tap.argument(1), None), None)], around.now)
    return Wanted(named=tap.argument(0))


def _not_seen(person: Person, tap: Parsed, around: Around) -> Wanted:
    """«I have not seen it»: what was done last about the film is taken back, if that was «seen»."""
    key = tap.argument(0)
    about = [each for each in person.actions() if any(entry.subject[0] == key for entry in each[1])]
    if about and key in CATALOGUE:
        first, entries, revertible = about[0]
        if revertible and any(entry.subject[1] is Mark.SEEN and entry.value for entry in entries):
            person.undo(first, around.now)
    return Wanted(named=key)


def _take_back(person: Person, tap: Parsed, around: Around) -> Wanted:
    """What a message noted is taken back, if it was the last thing done."""
    last = next((each for each in person.actions() if each[2]), None)
    if last is not None and any(entry.subject[0] == tap.argument(0) for entry in last[1]):
        person.undo(last[0], around.now)
    return Wanted(named=tap.argument(0))


def undo_last(person: Person, around: Around) -> Wanted:
    """/undo."""
    last = next((each for each in person.actions() if each[2]), None)
    if last is not None:
        person.undo(last[0], around.now)
    return Wanted()


def _revert(person: Person, tap: Parsed, around: Around) -> Wanted:
    ids = {id(entry): entry_id for entry, entry_id in zip(person.journal, around.entry_ids, strict=True)}
    for first, _, revertible in person.actions():
        if ids[id(first)] == tap.number(0, most=10**15) and revertible:
            person.undo(first, around.now)
            break
    return Wanted()


def _tune(person: Person, tap: Parsed, around: Around) -> Wanted:
    code, key, what = (tap.argument(place) for place in range(3))
    if code not in around.stations or key not in CATALOGUE:
        return Wanted()
    if what in ("like", "dislike"):
        person.rate(key, LIKED if what == "like" else DISLIKED, around.now)
    elif what == "seen":
        see(person, key, around)
    elif what == "save":
        _toggle_saved(person, key, around)
    elif what == "next":
        person.settle(key, Outcome.PASSED)
    return Wanted(named=key if what in ("save", "card", "why", "stop") else None, station=True)


def _judge_anywhere(stars: float) -> Callable[[Person, Parsed, Around], Wanted]:
    def judged(person: Person, tap: Parsed, around: Around) -> Wanted:
        key = tap.argument(0)
        if key in CATALOGUE and person.stars(key) == stars:
            person.act([((key, None), None)], around.now)
        elif key in CATALOGUE:
            person.rate(key, stars, around.now)
        return Wanted()

    return judged


def _save_anywhere(person: Person, tap: Parsed, around: Around) -> Wanted:
    if (key := tap.argument(0)) in CATALOGUE:
        person.act([((key, Mark.SAVED), None if person.has(key, Mark.SAVED) else 1.0)], around.now)
    return Wanted()


def _named(person: Person, tap: Parsed, around: Around) -> Waiting | None:
    waits = waiting(person, around)
    return waits if waits is not None and waits.token == tap.argument(0) else None


def _take_over(person: Person, tap: Parsed, around: Around) -> Wanted:
    waits = _named(person, tap, around)
    if waits is not None and waits.whole is not None and person.is_blank:
        person.come_back()
    elif waits is not None:
        person.take_over(around.now)
    return Wanted()


def _choose(person: Person, tap: Parsed, around: Around) -> Wanted:
    """One of the candidates, or none of them."""
    waits, place = _named(person, tap, around), tap.number(1, most=10**6)
    if waits is not None and waits.questions and waits.questions[0] == place:
        waits.films[place] = (around.chosen or waits.films[place][0], *waits.films[place][1:])
        waits.questions = waits.questions[1:]
        waits.at = around.now
    return Wanted()


def _skip_the_rest(person: Person, tap: Parsed, around: Around) -> Wanted:
    waits = _named(person, tap, around)
    if waits is not None:
        waits.questions, waits.at = [], around.now
    return Wanted()


def _leave(person: Person, tap: Parsed, around: Around) -> Wanted:
    if _named(person, tap, around) is not None:
        person.waiting = None
    return Wanted()


def _undo_import(person: Person, tap: Parsed, around: Around) -> Wanted:
    token = tap.argument(0)
    if token in around.tokens or any(entry.stands and entry.token == token for entry in person.journal):
        person.undo_import(token, around.now)
    return Wanted()


def _erase(person: Person, tap: Parsed, around: Around) -> Wanted:
    return Wanted(erased=0 <= around.now - tap.number(0, most=10**12) <= ERASABLE)


def _on_station(person: Person, tap: Parsed, around: Around) -> Wanted:
    return Wanted(station=True)


def _suggest(person: Person, tap: Parsed, around: Around) -> Wanted:
    return Wanted(must=True)


_TAPS: dict[Tap, Callable[[Person, Parsed, Around], Wanted]] = {
    Tap.RATE: _rate,
    Tap.LIKE: _judge(LIKED),
    Tap.DISLIKE: _judge(DISLIKED),
    Tap.SEEN: _seen,
    Tap.SAVE: _save,
    Tap.HIDE: _hide,
    Tap.NEXT: _next,
    Tap.SUGGEST: _suggest,
    Tap.SKIP: _suggest,
    Tap.DROP: _remove(None),
    Tap.UNSAVE: _remove(Mark.SAVED),
    Tap.UNHIDE: _remove(Mark.HIDDEN),
    Tap.UNSEE: _remove(Mark.SEEN),
    Tap.WHY_RATE: _why_rate,
    Tap.WHY_DROP: _why_drop,
    Tap.UNDO: _not_seen,
    Tap.TAKEBACK: _take_back,
    Tap.REVERT: _revert,
    Tap.TUNE: _tune,
    Tap.PLAY: _on_station,
    Tap.REPLAY: _on_station,
    Tap.SEED: _on_station,
    Tap.ANYLIKE: _judge_anywhere(LIKED),
    Tap.ANYDISLIKE: _judge_anywhere(DISLIKED),
    Tap.ANYSAVE: _save_anywhere,
    Tap.TAKEOVER: _take_over,
    Tap.CHOOSE: _choose,
    Tap.SORTED: _skip_the_rest,
    Tap.LEAVE: _leave,
    Tap.UNIMPORT: _undo_import,
    Tap.ERASE: _erase,
    Tap.STEER: lambda person, tap, around: Wanted(),
    Tap.ALIKE: _suggest,
    Tap.UNCHIP: lambda person, tap, around: Wanted(named=tap.argument(1)),
}
_ANYWHERE = frozenset({Tap.ANYLIKE, Tap.ANYDISLIKE, Tap.ANYSAVE})
