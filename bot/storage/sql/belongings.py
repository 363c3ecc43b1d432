"""All that is kept of one person, read as of one moment, and taken over by another database as it was."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.films import Film
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step
from bot.storage.kept import Mark, Outcome, Verb
from bot.storage.sql import films, imports, journal
from bot.storage.sql import stations as station_sql
from bot.storage.sql.statements import Row, Statements

_FILM: Final = "f.key, f.title, f.year, f.imdb_id, f.tmdb_id"

USER: Final = "SELECT language, known_since, state FROM users WHERE user_id = ?1"
JOURNAL: Final = f"""
    SELECT j.entry_id, {_FILM}, j.at, j.verb, j.mark, j.value_before, j.value_after, j.replaces, j.undoes, j.dated,
        j.action
    FROM journal AS j JOIN films AS f ON f.key = j.film_key WHERE j.user_id = ?1 ORDER BY j.entry_id"""  # noqa: S608
RATINGS: Final = f"""
    SELECT {_FILM}, r.stars, r.rated_at, r.entry_id FROM ratings AS r JOIN films AS f ON f.key = r.film_key
    WHERE r.user_id = ?1 ORDER BY r.entry_id, f.key"""  # noqa: S608
MARKS: Final = f"""
    SELECT {_FILM}, m.mark, m.marked_at, m.entry_id FROM marks AS m JOIN films AS f ON f.key = m.film_key
    WHERE m.user_id = ?1 ORDER BY m.entry_id, f.key, m.mark"""  # noqa: S608
SUGGESTIONS: Final = f"""
    SELECT {_FILM}, s.model_version, s.at, s.outcome, s.outcome_at, s.predicted_match
    FROM suggestions AS s JOIN films AS f ON f.key = s.film_key WHERE s.user_id = ?1 ORDER BY s.suggestion_id"""  # noqa: S608
ALL: Final = (USER, JOURNAL, RATINGS, MARKS, SUGGESTIONS, station_sql.OF_USER)

POSSESSIONS: Final = """
    SELECT (SELECT count(*) FROM ratings WHERE user_id = ?1), (SELECT count(*) FROM marks WHERE user_id = ?1),
        (SELECT count(*) FROM suggestions WHERE user_id = ?1), (SELECT count(*) FROM journal WHERE user_id = ?1),
        (SELECT count(*) FROM stations WHERE user_id = ?1 AND removed = 0)"""
POSSESSED: Final = ("ratings", "marks", "suggestions", "journal", "stations")

_TAKE_RATING = "INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id) VALUES (?1, ?2, ?3, ?4, ?5)"
_TAKE_MARK = "INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id) VALUES (?1, ?2, ?3, ?4, ?5)"
_TAKE_SUGGESTION = """
    INSERT INTO suggestions (user_id, film_key, model_version, at, outcome, outcome_at, predicted_match, token)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"""
_TAKE_USER = "UPDATE users SET language = ?1, known_since = ?2, state = ?3 WHERE user_id = ?4"


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
        tuple(station_sql.station_of(row) for row in reversed(stations)),
    )


async def take_over(statements: Statements, user_id: int, token: str, belongings: Belongings) -> None:
    """Write everything as it was, after what is there."""
    await statements.hold(user_id)
    await films.keep(statements, _films(belongings))
    ids = await statements.reserve_entries(len(belongings.journal))
    entries = [[ids[n], user_id, *_step_columns(step, ids)] for n, step in enumerate(belongings.journal)]
    await journal.append_rows(statements, entries, token)
    rated = [[user_id, r.film.key, r.stars, r.rated_at, ids[r.step - 1]] for r in belongings.ratings]
    await statements.run_many(_TAKE_RATING, rated)
    marked = [[user_id, m.film.key, m.mark, m.marked_at, ids[m.step - 1]] for m in belongings.marks]
    await statements.run_many(_TAKE_MARK, marked)
    shown = [[user_id, *_suggestion_columns(s), token] for s in belongings.suggestions]
    await statements.run_many(_TAKE_SUGGESTION, shown)
    await station_sql.take_over(statements, user_id, token, belongings.stations)
    state = json.dumps(dict(belongings.state))
    await statements.run(_TAKE_USER, belongings.language, belongings.known_since, state, user_id)
    await imports.drop(statements, user_id)


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


def _step_columns(step: Step, ids: Sequence[int]) -> list[Any]:
    """The columns of the journal from `at` to `action`; the entry numbered n has the id at place n - 1."""
    replaced, undone, first = (None if n is None else ids[n - 1] for n in (step.replaces, step.undoes, step.action))
    values = [step.mark, step.before, step.after, replaced, undone, step.dated, first]
    return [step.at, step.verb, step.film.key, *values]


def _suggestion_columns(shown: OwnSuggestion) -> list[Any]:
    return [shown.film.key, shown.model_version, shown.at, shown.outcome, shown.outcome_at, shown.match]
