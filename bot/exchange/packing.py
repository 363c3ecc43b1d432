"""Everything of one person as a zip of tables that people, spreadsheets and another Matinee can read."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from bot.exchange.cells import guarded, moment
from bot.exchange.own_stations import written
from bot.films import Film
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step

FORMAT: Final = 1
"""Rises when a table changes so that older versions cannot read it."""

SETTINGS: Final = "settings.json"
RATINGS: Final = "ratings.csv"
MARKS: Final = "marks.csv"
SUGGESTIONS: Final = "suggestions.csv"
JOURNAL: Final = "journal.csv"
README: Final = "README.txt"

FILM_COLUMNS: Final = ("title", "year", "imdb_id", "tmdb_id")
COLUMNS: Final = {
    RATINGS: (*FILM_COLUMNS, "stars", "rated_at", "entry"),
    MARKS: (*FILM_COLUMNS, "mark", "marked_at", "entry"),
    SUGGESTIONS: (*FILM_COLUMNS, "model_version", "suggested_at", "outcome", "outcome_at", "match"),
    JOURNAL: (
        *("entry", "at", "verb", *FILM_COLUMNS, "mark", "before", "after"),
        *("replaces", "undoes", "first_said_at", "action"),
    ),
}
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same belongings make the same bytes


def pack(belongings: Belongings, *, readme: str) -> bytes:
    """The zip.

    Parameters
    ----------
    belongings
        What to put into it.
    readme
        What stands where, in words that the person reads.
    """
    tables = {
        RATINGS: map(_rating, belongings.ratings),
        MARKS: map(_mark, belongings.marks),
        SUGGESTIONS: map(_suggestion, belongings.suggestions),
        JOURNAL: (_step(number, step) for number, step in enumerate(belongings.journal, 1)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, README, readme.rstrip() + "\n")
        for name, rows in tables.items():
            _add(archive, name, _table(COLUMNS[name], rows))
        _add(archive, SETTINGS, _settings(belongings))
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.encode("utf-8", "backslashreplace"))


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if cell is None else cell for cell in row])
    return text.getvalue()


def _settings(belongings: Belongings) -> str:
    settings = {
        "matinee": FORMAT,
        "language": belongings.language,
        "known_since": belongings.known_since,
        "dialogue": dict(belongings.state),
        "stations": [written(station) for station in belongings.stations],
    }
    return json.dumps(settings, indent=2) + "\n"


def _film(film: Film) -> tuple[object, ...]:
    return guarded(film.title), film.year, film.imdb_id, film.tmdb_id


def _rating(rating: OwnRating) -> tuple[object, ...]:
    return (*_film(rating.film), rating.stars, moment(rating.rated_at), rating.step)


def _mark(mark: OwnMark) -> tuple[object, ...]:
    return (*_film(mark.film), mark.mark.value, moment(mark.marked_at), mark.step)


def _suggestion(shown: OwnSuggestion) -> tuple[object, ...]:
    outcome = None if shown.outcome is None else shown.outcome.value
    version, at, settled = guarded(shown.model_version), moment(shown.at), moment(shown.outcome_at)
    return (*_film(shown.film), version, at, outcome, settled, shown.match)


def _step(number: int, step: Step) -> tuple[object, ...]:
    mark = None if step.mark is None else step.mark.value
    values = (mark, step.before, step.after, step.replaces, step.undoes, moment(step.dated), step.action)
    return (number, moment(step.at), step.verb.value, *_film(step.film), *values)
