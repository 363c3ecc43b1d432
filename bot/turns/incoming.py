"""From what was found in a file to what waits for the person's word."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace

from bot.exchange.inspecting import Inspected
from bot.exchange.records import Record
from bot.films import Film, film_key
from bot.storage.imports import Incoming, Question, WaitingImport
from bot.storage.kept import Mark
from bot.turns.turn import Turn
from recengine.catalog import Movie

_TOKEN_BYTES = 8


def waiting_import(turn: Turn, file_id: str, inspected: Inspected) -> WaitingImport:
    """What a file says of this person's films, under the keys that their ratings use already."""
    matching = inspected.matching
    films = [said for record, movie in matching.sure for said in _said(record, _film(turn, record, movie))]
    questions: list[Question] = []
    for doubtful in matching.doubtful:
        candidates = tuple(turn.film(movie) for movie in doubtful.candidates)
        for said in _said(doubtful.record, _own_film(doubtful.record)):
            questions.append(Question(len(films), candidates))
            films.append(said)
    films += [said for record in matching.unknown for said in _said(record, _own_film(record))]
    counts = {
        "films": len(matching.sure) + len(matching.doubtful) + len(matching.unknown),
        "sure": len(matching.sure),
        "doubtful": len(matching.doubtful),
        "unknown": len(matching.unknown),
        "hearts": sum(record.hearted for record in inspected.found.records),
        "left": sum(inspected.found.skipped.values()) + matching.unnamed,
    }
    source = inspected.found.source.value
    return WaitingImport(_token(turn, file_id), source, tuple(films), tuple(questions), counts, inspected.archive)


def chosen(waiting: WaitingImport, film: Film | None) -> WaitingImport:
    """The import once its first question is answered; without a film, it stays what the file calls it."""
    question, *others = waiting.questions
    films = list(waiting.films)
    if film is not None:
        films[question.place] = replace(films[question.place], film=film)
    return replace(waiting, films=tuple(films), questions=tuple(others))


def _said(record: Record, film: Film) -> Iterator[Incoming]:
    """A rating, or marks."""
    if record.stars is not None:
        yield Incoming(film, stars=record.stars, at=record.at)
    elif record.seen:
        yield Incoming(film, mark=Mark.SEEN, at=record.at)
    elif record.saved:
        yield Incoming(film, mark=Mark.SAVED, at=record.at)
    if record.hidden:
        yield Incoming(film, mark=Mark.HIDDEN, at=record.at)


def _film(turn: Turn, record: Record, movie: Movie) -> Film:
    """The film that a movie is, with the ids that the file knows beside."""
    film = turn.film(movie)
    return replace(film, imdb_id=film.imdb_id or record.imdb_id, tmdb_id=film.tmdb_id or record.tmdb_id)


def _own_film(record: Record) -> Film:
    """The film as the file names it: it counts once a catalogue has it."""
    return Film(film_key(record.title, record.year), record.title, record.year, record.imdb_id, record.tmdb_id)


def _token(turn: Turn, file_id: str) -> str:
    digest = hashlib.blake2b(f"{turn.user_id}|{turn.now}|{file_id}".encode(), digest_size=_TOKEN_BYTES).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()
