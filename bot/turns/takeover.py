"""What taking a file over changes: the newer word counts, and what was said here stays where it is newer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.films import Film
from bot.storage.imports import Changes, Incoming
from bot.storage.kept import Mark, RatedFilm


@dataclass(frozen=True, slots=True)
class Decision:
    """The changes, and how many ratings stay because they are newer than the file's."""

    changes: Changes
    kept: int = 0

    @property
    def rated(self) -> int:
        """Ratings that are added or changed."""
        return sum(each.stars is not None for each in self.changes.added)

    def marked(self, mark: Mark) -> int:
        """Films that come under a mark."""
        return sum(each.mark is mark for each in self.changes.added)


def decide(
    films: Iterable[Incoming], rated: Mapping[str, RatedFilm], marks: Mapping[Mark, Collection[str]], *, now: int
) -> Decision:
    """Decide film by film.

    Parameters
    ----------
    films
        What the file says; of a film that it names twice the newer word counts.
    rated, marks
        What stands: ratings by film key, and film keys by mark.
    now
        Seconds since 1970; nothing was said later than that.
    """
    ratings, others = _by_film(films, now)
    added: list[Incoming] = []
    unmarked: list[tuple[Film, Mark]] = []
    kept = 0
    for key, rating in ratings.items():
        own = rated.get(key)
        if own is not None and (own.stars == rating.stars or own.rated_at >= (rating.at or 0)):
            kept += own.stars != rating.stars
            continue
        added.append(rating)
        if key in marks.get(Mark.SAVED, ()):
            unmarked.append((rating.film, Mark.SAVED))  # a film that was rated waits no more
    known = {*ratings, *rated}
    added += [each for each in others if _is_news(each, known, marks)]
    return Decision(Changes(tuple(added), tuple(unmarked)), kept)


def _by_film(films: Iterable[Incoming], now: int) -> tuple[dict[str, Incoming], list[Incoming]]:
    ratings: dict[str, Incoming] = {}
    marked: dict[tuple[str, Mark | None], Incoming] = {}
    for each in films:
        if each.at is not None and each.at > now:
            each = Incoming(each.film, each.stars, each.mark, now)
        if each.stars is None:
            marked[each.film.key, each.mark] = each
        elif (known := ratings.get(each.film.key)) is None or (known.at or 0) <= (each.at or 0):
            ratings[each.film.key] = each
    return ratings, list(marked.values())


def _is_news(incoming: Incoming, rated: Collection[str], marks: Mapping[Mark, Collection[str]]) -> bool:
    """Whether a mark says something new: not «seen» of what is rated, nor «saved» of what was seen or hidden."""
    key, mark = incoming.film.key, incoming.mark
    if mark is None or key in marks.get(mark, ()):
        return False
    if mark is Mark.HIDDEN:
        return True
    if mark is Mark.SEEN:
        return key not in rated
    return key not in rated and not any(key in marks.get(other, ()) for other in (Mark.SEEN, Mark.HIDDEN))
