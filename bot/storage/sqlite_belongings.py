"""All that is kept of one person, read as of one moment, and taken over by another database as it was."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.films import Film
from bot.storage import sqlite_films, sqlite_imports, sqlite_stations
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step
from bot.storage.kept import Mark, Outcome, Verb
from bot.storage.sqlite_films import packed
from bot.storage.sqlite_writer import Row, Statements

_FILM: Final = "f.key, f.title, f.year, f.imdb_id, f.tmdb_id"

USER: Final = "SELECT language, known_since, state FROM users WHERE user_id = ?"
JOURNAL: Final = f"""
    SELECT j.entry_id, {_FILM}, j.at, j.verb, j.mark, j.value_before, j.value_after, j.replaces, j.undoes, j.dated,
        j.action
    FROM journal AS j JOIN films AS f ON f.key = j.film_key WHERE j.user_id = ? ORDER BY j.entry_id"""  # noqa: S608
RATINGS: Final = f"""
    SELECT {_FILM}, r.stars, r.rated_at, r.entry_id FROM ratings AS r JOIN films AS f ON f.key = r.film_key
    WHERE r.user_id = ? ORDER BY r.entry_id, f.key"""  # noqa: S608
MARKS: Final = f"""
    SELECT {_FILM}, m.mark, m.marked_at, m.entry_id FROM marks AS m JOIN films AS f ON f.key = m.film_key
    WHERE m.user_id = ? ORDER BY m.entry_id, f.key, m.mark"""  # noqa: S608
SUGGESTIONS: Final = f"""
    SELECT {_FILM}, s.model_version, s.at, s.outcome, s.outcome_at, s.predicted_match
    FROM suggestions AS s JOIN films AS f ON f.key = s.film_key WHERE s.user_id = ? ORDER BY s.suggestion_id"""  # noqa: S608
ALL: Final = (USER, JOURNAL, RATINGS, MARKS, SUGGESTIONS, sqlite_stations.OF_USER)

POSSESSIONS: Final = """
    SELECT (SELECT count(*) FROM ratings WHERE user_id = ?1), (SELECT count(*) FROM marks WHERE user_id = ?1),
        (SELECT count(*) FROM suggestions WHERE user_id = ?1), (SELECT count(*) FROM journal WHERE user_id = ?1),
        (SELECT count(*) FROM stations WHERE user_id = ?1 AND removed = 0)"""
POSSESSED: Final = ("ratings", "marks", "suggestions", "journal", "stations")

_TAKE_JOURNAL = """
    INSERT INTO journal (entry_id, user_id, at, verb, film_key, mark, value_before, value_after, replaces, undoes,
        dated, action, token)
    SELECT ?2 + 1 + key, ?1, value ->> 1, value ->> 2, value ->> 0, value ->> 3, value ->> 4, value ->> 5,
        ?2 + (value ->> 6), ?2 + (value ->> 7), value ->> 8, ?2 + (value ->> 9), ?3
    FROM json_each(?4) WHERE true ORDER BY key"""
_TAKE_RATINGS = """
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?2 + (value ->> 3) FROM json_each(?3)"""
_TAKE_MARKS = """
    INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, ?2 + (value ->> 3) FROM json_each(?3)"""
_TAKE_SUGGESTIONS = """
    INSERT INTO suggestions (user_id, film_key, model_version, at, outcome, outcome_at, predicted_match, token)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2
    FROM json_each(?3) ORDER BY key"""
_TAKE_USER = "UPDATE users SET language = ?, known_since = ?, state = ? WHERE user_id = ?"


def belongings_of(user: Row, journal: Sequence[Row], *tables: Sequence[Row]) -> Belongings:
    """What the rows of `ALL` say; entries are numbered from 1."""
    ratings, marks, suggestions, stations = tables
    language, known_since, state = user
    number = {row[0]: place for place, row in enumerate(journal, 1)}
    return Belongings(
        language,
        known_since,
        json.loads(state),
        tuple(OwnRating(Film(*film), stars, at, number[entry]) for *film, stars, at, entry in ratings),
        tuple(OwnMark(Film(*film), Mark(mark), at, number[entry]) for *film, mark, at, entry in marks),
        tuple(_suggestion(row) for row in suggestions),
        tuple(_step(row, number) for row in journal),
        tuple(sqlite_stations.station_of(row) for row in reversed(stations)),
    )


async def take_over(statements: Statements, user_id: int, token: str, belongings: Belongings) -> None:
    """Write everything as it was, after what is there."""
    row = await statements.first(sqlite_imports.NEXT_ENTRY)
    assert row is not None
    base = int(row[0])
    await sqlite_films.keep(statements, _films(belongings))
    await statements.run_long(_TAKE_JOURNAL, user_id, base, token, packed(map(_step_json, belongings.journal)))
    rated = ([r.film.key, r.stars, r.rated_at, r.step] for r in belongings.ratings)
    await statements.run_long(_TAKE_RATINGS, user_id, base, packed(rated))
    marked = ([m.film.key, m.mark.value, m.marked_at, m.step] for m in belongings.marks)
    await statements.run_long(_TAKE_MARKS, user_id, base, packed(marked))
    await statements.run_long(
        _TAKE_SUGGESTIONS, user_id, token, packed(map(_suggestion_json, belongings.suggestions))
    )
    await sqlite_stations.take_over(statements, user_id, token, belongings.stations)
    state = json.dumps(dict(belongings.state))
    await statements.run(_TAKE_USER, belongings.language, belongings.known_since, state, user_id)
    await sqlite_imports.drop(statements, user_id)


def _films(belongings: Belongings) -> Iterable[Film]:
    for part in (belongings.ratings, belongings.marks, belongings.suggestions, belongings.journal):
        yield from (each.film for each in part)


def _suggestion(row: Row) -> OwnSuggestion:
    *film, version, at, outcome, outcome_at, match = row
    settled = None if outcome is None else Outcome(outcome)
    return OwnSuggestion(Film(*film), version, at, settled, outcome_at, match)


def _step(row: Row, number: Mapping[int, int]) -> Step:
    _, *columns = row
    film, (at, verb, mark, before, after, replaces, undoes, dated, action) = columns[:5], columns[5:]
    marked = None if mark is None else Mark(mark)
    replaced, undone, first = (None if e is None else number.get(e) for e in (replaces, undoes, action))
    return Step(at, Verb(verb), Film(*film), marked, before, after, replaced, undone, dated, first)


def _step_json(step: Step) -> list[Any]:
    mark = None if step.mark is None else step.mark.value
    values = (mark, step.before, step.after, step.replaces, step.undoes, step.dated, step.action)
    return [step.film.key, step.at, step.verb.value, *values]


def _suggestion_json(shown: OwnSuggestion) -> list[Any]:
    outcome = None if shown.outcome is None else shown.outcome.value
    return [shown.film.key, shown.model_version, shown.at, outcome, shown.outcome_at, shown.match]
