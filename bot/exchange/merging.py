"""The same film said several times becomes one record."""

from dataclasses import dataclass, field, replace

from bot.exchange.records import Record
from bot.films import film_key


@dataclass(slots=True)
class Collected:
    """Films so far, each with the rank of the table that its stars come from."""

    _films: dict[tuple[str, int | str], tuple[Record, int]] = field(default_factory=dict)

    def add(self, record: Record, rank: int = 0) -> None:
        """Add what a table says; stars of a higher rank count, among equals the newer ones."""
        identity = _identity(record)
        known = self._films.get(identity)
        self._films[identity] = (record, rank) if known is None else _joined(known, (record, rank))

    def records(self) -> tuple[Record, ...]:
        """Each film once, oldest first; a film that was seen does not wait to be."""
        films = (_settled(record) for record, _ in self._films.values())
        return tuple(sorted(films, key=lambda record: record.at or 0))


def newer(one: Record, other: Record) -> Record:
    """Two records of one film as one, the newer stars on it; of the same moment, the second's."""
    return _settled(_joined((one, 0), (other, 0))[0])


def _joined(known: tuple[Record, int], new: tuple[Record, int]) -> tuple[Record, int]:
    (old, old_rank), (fresh, fresh_rank) = known, new
    if fresh.stars is None or (old.stars is not None and (old_rank, old.at or 0) > (fresh_rank, fresh.at or 0)):
        (old, old_rank), (fresh, fresh_rank) = new, known
    # What tells the stars tells the date of them, too; without any stars, the newer date counts.
    at = fresh.at if fresh.stars is not None else max(old.at or 0, fresh.at or 0) or None
    said = {name: getattr(old, name) or getattr(fresh, name) for name in ("seen", "saved", "hidden")}
    ids = {name: getattr(fresh, name) or getattr(old, name) for name in ("imdb_id", "tmdb_id", "item_id")}
    return replace(fresh, at=at, **said, **ids), fresh_rank


def _settled(record: Record) -> Record:
    seen = record.seen or record.stars is not None
    return replace(record, seen=seen, saved=record.saved and not seen)


def _identity(record: Record) -> tuple[str, int | str]:
    if record.imdb_id is not None:
        return "imdb", record.imdb_id
    if record.tmdb_id is not None:
        return "tmdb", record.tmdb_id
    if record.item_id is not None:
        return "movielens", record.item_id
    return "key", film_key(record.title, record.year)
