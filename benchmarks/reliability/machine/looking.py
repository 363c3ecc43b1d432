"""What the bot keeps and shows beside what the model says; each check raises AssertionError where they differ."""

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.reliability.machine.around import WAITS, Around, Wanted, waiting
from benchmarks.reliability.machine.entries import Entry, Showing
from benchmarks.reliability.machine.home import Home
from benchmarks.reliability.machine.memory import Person
from benchmarks.reliability.machine.world import CATALOGUE
from bot.conversation import Outcome as Said
from bot.dialogue.language import phrase
from bot.dialogue.screens import Screen
from bot.dialogue.state import DialogueState
from bot.storage.kept import Mark, Verb

LONGEST, MOST_BUTTONS, LONGEST_LABEL = 600, 8, 64
OF_PERSON = ("users", "ratings", "marks", "journal", "suggestions", "wakeups", "stations")


def check_screen(screen: Screen) -> None:
    """What holds of every screen: it is short, has a way on and at most eight buttons, none twice."""
    text = screen.text.plain
    labels = [button.label for row in screen.rows for button in row]
    data = [button.data for row in screen.rows for button in row]
    assert 0 < len(text) < LONGEST, text
    assert 0 < len(labels) <= MOST_BUTTONS, (text, labels)
    assert len(set(labels)) == len(labels), (text, labels)
    assert len(set(data)) == len(data), (text, data)
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels), labels
    assert text != phrase("trouble").plain, text


def check_suggestions(home: Home, user: int, person: Person, wanted: Wanted) -> None:
    """Suggestions that came are of the version that serves, and none is of a film that may not come; take them in."""
    rows = home.rows(
        "SELECT film_key, model_version FROM suggestions WHERE user_id = ? ORDER BY suggestion_id", user
    )[len(person.shown) :]
    if wanted.first is not None:
        key, outcome = wanted.first
        assert rows, f"{key} was passed over and is not remembered as shown"
        assert rows.pop(0)[0] == key
        person.shown.append(Showing(key, outcome))
    named = _named_by_wishes(home, user)
    for key, version in rows:
        assert version == home.serving.current.version, version
        if key != wanted.named:
            _check_suggestion(person, key, wanted, named)
        person.shown.append(Showing(key))
    left = _left(person, wanted) - named
    assert rows or not wanted.must or not left, f"{left} are left"


def _named_by_wishes(home: Home, user: int) -> set[str]:
    """Films that are what others shall be like, or newer than: they are no answer to such a wish."""
    rows = home.rows("SELECT state FROM users WHERE user_id = ?", user)
    tonight = DialogueState.from_json(json.loads(rows[0][0]) if rows else {}).thread(user).tonight
    return {*tonight.like, *(steer.film for steer in tonight.steers if steer.film is not None)}


def _check_suggestion(person: Person, key: str, wanted: Wanted, named: set[str]) -> None:
    assert person.stars(key) is None, f"{key} is rated"
    assert not person.has(key, Mark.SEEN), f"{key} is seen"
    assert not person.has(key, Mark.HIDDEN), f"{key} is hidden"
    assert key != wanted.passed, f"{key} was passed over just now"
    again = key in person.passed and not wanted.station
    fresh = _left(person, wanted) - named - {*person.passed}
    assert not again or not fresh, f"{key} comes again while {fresh} are left"


def _left(person: Person, wanted: Wanted) -> set[str]:
    known = person.under(None) | person.under(Mark.SEEN) | person.under(Mark.HIDDEN)
    return {*CATALOGUE} - known - {wanted.passed or ""}


def check_memory(home: Home, user: int, person: Person, now: int) -> None:
    """The tables hold what the model says: ratings, marks, journal, suggestions, the file that waits."""
    place = {id(entry): number for number, entry in enumerate(person.journal)}
    ids = [row[0] for row in home.rows("SELECT entry_id FROM journal WHERE user_id = ? ORDER BY entry_id", user)]
    assert len(ids) == len(person.journal), (len(ids), [e.verb for e in person.journal])
    number = {entry_id: place for place, entry_id in enumerate(ids)}
    _same(_journal(home, user, number), [_line(entry, place) for entry in person.journal], "the journal")
    ratings = {(entry.subject[0], entry.value, entry.said_at, place[id(entry)]) for entry in _of(person, rated=True)}
    rows = home.rows("SELECT film_key, stars, rated_at, entry_id FROM ratings WHERE user_id = ?", user)
    _same({(key, stars, at, number.get(entry)) for key, stars, at, entry in rows}, ratings, "ratings")
    marks = {(*entry.subject, entry.said_at, place[id(entry)]) for entry in _of(person, rated=False)}
    rows = home.rows("SELECT film_key, mark, marked_at, entry_id FROM marks WHERE user_id = ?", user)
    _same({(key, Mark(mark), at, number.get(entry)) for key, mark, at, entry in rows}, marks, "marks")
    shown = home.rows("SELECT film_key, outcome FROM suggestions WHERE user_id = ? ORDER BY suggestion_id", user)
    expected = [(each.key, each.outcome and each.outcome.value) for each in person.shown]
    _same(shown, expected, "suggestions")
    waits = home.rows("SELECT token FROM waiting_imports WHERE user_id = ?", user)
    if (waiting_now := waiting(person, Around(now))) is not None:
        _same(waits, [(waiting_now.token,)], "the file that waits")


def _of(person: Person, *, rated: bool) -> list[Entry]:
    return [entry for (_, mark), entry in person.now.items() if (mark is None) is rated]


def _journal(home: Home, user: int, number: dict[int, int]) -> list[tuple[Any, ...]]:
    rows = home.rows(
        """SELECT verb, film_key, mark, at, value_before, value_after, replaces, undoes, coalesce(action, entry_id),
        dated, token FROM journal WHERE user_id = ? ORDER BY entry_id""",
        user,
    )
    lines: list[tuple[Any, ...]] = []
    for verb, key, mark, at, before, after, replaces, undoes, action, dated, token in rows:
        subject = (key, None if mark is None else Mark(mark))
        if verb == "undo":
            lines.append((Verb.UNDO, subject, at, number[undoes]))
        else:
            change = (before or None, after or None, None if replaces is None else number[replaces])
            lines.append((Verb(verb), subject, at, *change, number[action], dated, token))
    return lines


def _line(entry: Entry, place: dict[int, int]) -> tuple[Any, ...]:
    if entry.undoes is not None:
        return (Verb.UNDO, entry.subject, entry.at, place[id(entry.undoes)])
    replaces = None if entry.replaces is None else place[id(entry.replaces)]
    first = place[id(entry.first or entry)]
    return (entry.verb, entry.subject, entry.at, entry.before, entry.value, replaces, first, entry.dated, entry.token)


async def check_facts(home: Home, user: int, person: Person) -> None:
    """The storage tells what the model says, in its order, and what can be undone."""
    facts = await home.storage.facts(user)
    ratings = sorted(person.ordered(lambda subject: subject[1] is None), key=lambda entry: entry.said_at)
    told = [(rated.film.key, rated.stars, rated.rated_at) for rated in facts.ratings]
    _same(told, [(entry.subject[0], entry.value, entry.said_at) for entry in ratings], "facts of ratings")
    for mark in Mark:
        under = [entry.subject[0] for entry in person.ordered() if entry.subject[1] is mark]
        _same([film.key for film in facts.marks.get(mark, ())], under, f"films that are {mark.value}")
    _same(list(facts.shown), person.passed, "films that were shown")
    listed = [(len(action.entries), action.revertible) for action in await home.storage.actions(user, limit=1000)]
    _same(listed, [(len(entries), revertible) for _, entries, revertible in person.actions()], "what can be undone")


def check_gone(home: Home, user: int) -> None:
    """No table holds anything of a person, nor a film that nobody speaks of any more."""
    for (table,) in home.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for row in home.rows(f"SELECT * FROM {table}"):
            assert all(str(user) not in str(cell) for cell in row), (table, row)
    spoken_of = " UNION ".join(
        f"SELECT film_key FROM {table}" for table in ("ratings", "marks", "journal", "suggestions", "wakeups")
    )
    forgotten = home.rows(f"SELECT key FROM films WHERE key NOT IN ({spoken_of})")
    assert not forgotten, forgotten


def check_delivered(home: Home, update_id: int, user: int, said: Said, *, answers: bool) -> None:
    """The inbox is done with an update and keeps nothing of it; there is a reply, to the person and nobody else."""
    row = home.rows("SELECT status, lane, payload FROM inbox WHERE update_id = ?", update_id)
    assert row == [("done", None, None)], row
    assert not answers or said.messages or said.answer, "there is no answer"
    assert {message.chat_id for message in said.messages} <= {user}, said.messages


def kept_of(home: Home, users: Sequence[int], now: int) -> list[Any]:
    """Every row of some people; files that waited too long count no more."""
    rows = [
        home.rows(f"SELECT * FROM {table} WHERE user_id = ? ORDER BY 1, 2, 3", user)
        for user in users
        for table in OF_PERSON
    ]
    waits = "SELECT * FROM waiting_imports WHERE user_id = ? AND at > ?"
    return [*rows, *(home.rows(waits, user, now - WAITS) for user in users)]


def _same(found: Any, expected: Any, what: str) -> None:
    assert found == expected, f"{what}:\n  the bot:   {found}\n  the model: {expected}"
