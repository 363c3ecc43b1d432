"""What became of suggestions, summed up by the database: no row of a person leaves it.

What was taken over from another database (`token`) was shown by another bot, and does not count.
"""

from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from typing import Final

from bot.stats.tally import BINS, TOP, Bin, Films, Halves, Span, Sums, Tally, span
from bot.storage.kept import Outcome
from bot.storage.sql.statements import Row
from recengine.columns import DISLIKE, LIKE

# From person to person and film to film, in the order of both indexes: a million suggestions are looked up in ratings
# at the cost of reading on. A rating that stands belongs to the last suggestion before it.
_SHOWN: Final = """
    FROM users AS u CROSS JOIN suggestions AS s
    LEFT JOIN ratings AS r ON r.user_id = s.user_id AND r.film_key = s.film_key AND r.rated_at >= s.at
        AND NOT EXISTS (SELECT 1 FROM suggestions AS later WHERE later.user_id = s.user_id
            AND later.film_key = s.film_key AND later.suggestion_id > s.suggestion_id AND later.at <= r.rated_at)
    WHERE s.user_id = u.user_id AND s.token IS NULL AND s.at >= ?1 AND s.at < ?2"""

# A like that was taken back is no answer any more; what was tapped besides stays.
_WHEN: Final = {
    "liked": f"r.stars >= {LIKE}",
    "saved": f"r.stars IS NULL AND s.outcome = '{Outcome.SAVED}'",
    "disliked": f"r.stars <= {DISLIKE}",
    "seen": f"(r.stars > {DISLIKE} AND r.stars < {LIKE}) OR (r.stars IS NULL AND s.outcome = '{Outcome.SEEN}')",
    "passed": f"r.stars IS NULL AND s.outcome = '{Outcome.PASSED}'",
    "hidden": f"r.stars IS NULL AND s.outcome = '{Outcome.HIDDEN}'",
}
_COUNTED: Final = "count(*) AS shown, " + ", ".join(
    f"count(CASE WHEN {condition} THEN 1 END) AS {name}" for name, condition in _WHEN.items()
)
_ADDED: Final = ", ".join(f"sum({name}) AS {name}" for name in ("shown", *_WHEN))
_ANSWERED, _ACCEPTED = f"({' + '.join(_WHEN)})", "(liked + saved)"
# Over rows of one person each; `Sums` has them in this order.
_SUMS: Final = f"""
    count(*), {_ADDED}, count(CASE WHEN {_ANSWERED} > 0 THEN 1 END),
    sum({_ACCEPTED} * {_ACCEPTED}), sum({_ANSWERED} * {_ANSWERED}), sum({_ACCEPTED} * {_ANSWERED})"""

FIRST: Final = "SELECT min(s.at) FROM suggestions AS s WHERE s.token IS NULL"
"""When the first suggestion was shown."""

SUMS: Final = f"""
    WITH each AS MATERIALIZED (
        SELECT s.user_id, s.model_version AS version, (s.at - ?1) / ?3 AS period, {_COUNTED} {_SHOWN}
        GROUP BY s.user_id, (s.at - ?1) / ?3, s.model_version)
    SELECT 'period' AS kind, period, CAST(NULL AS TEXT) AS version, {_SUMS}
        FROM (SELECT user_id, period, {_ADDED} FROM each GROUP BY user_id, period) AS by_period GROUP BY period
    UNION ALL
    SELECT 'version', CAST(NULL AS BIGINT), version, {_SUMS}
        FROM (SELECT user_id, version, {_ADDED} FROM each GROUP BY user_id, version) AS by_version GROUP BY version
    UNION ALL
    SELECT 'whole', CAST(NULL AS BIGINT), CAST(NULL AS TEXT), {_SUMS}
        FROM (SELECT user_id, {_ADDED} FROM each GROUP BY user_id) AS by_person HAVING count(*) > 0"""  # noqa: S608
"""?1 to ?2 in periods of ?3 seconds: kind, period, version, then `Sums`."""

_BELOW: Final = " ".join(f"WHEN s.predicted_match < {high} THEN {low}" for low, high in pairwise(BINS))
_BIN: Final = f"CASE {_BELOW} ELSE {BINS[-1]} END"
CALIBRATION: Final = f"""
    SELECT bin, count(DISTINCT user_id), count(*), sum(told), count(CASE WHEN stars >= {LIKE} THEN 1 END), sum(stars)
    FROM (SELECT {_BIN} AS bin, s.user_id AS user_id, s.predicted_match AS told, r.stars AS stars {_SHOWN}
        AND s.predicted_match IS NOT NULL AND r.stars IS NOT NULL) AS rated GROUP BY bin ORDER BY bin"""  # noqa: S608
"""?1 to ?2, a row a bin of the match."""

FILMS: Final = f"""
    WITH each AS (
        SELECT count(*) AS shown FROM users AS u CROSS JOIN suggestions AS s
        WHERE s.user_id = u.user_id AND s.token IS NULL AND s.at >= ?1 AND s.at < ?2 GROUP BY s.film_key)
    SELECT count(*), sum(shown), sum(CASE WHEN place <= {TOP} THEN shown END)
    FROM (SELECT shown, row_number() OVER (ORDER BY shown DESC) AS place FROM each) AS placed"""  # noqa: S608

HALVES: Final = f"""
    WITH each AS (
        SELECT s.user_id, s.model_version AS version, {_COUNTED} {_SHOWN} AND s.model_version IN (?3, ?4)
        GROUP BY s.user_id, s.model_version),
    seen AS (SELECT user_id, count(*) AS versions FROM each GROUP BY user_id)
    SELECT CASE WHEN seen.versions = 1 THEN each.version END AS half, {_SUMS}
    FROM each JOIN seen ON seen.user_id = each.user_id
    GROUP BY CASE WHEN seen.versions = 1 THEN each.version END"""  # noqa: S608
"""?1 to ?2, versions ?3 and ?4: a row a half; without a version those who saw both, each of them twice."""


ReadTogether = Callable[..., Awaitable[list[list[Row]]]]
"""Runs several SELECTs with the same values, on a connection of their own."""


async def tally(read: ReadTogether, now: int, weeks: int | None, most: int | None) -> Tally:
    """See `Storage.tally`."""
    first = (await read([FIRST]))[0][0][0] if weeks is None else None
    looked = span(now, weeks, first=first, most=most)
    (sums,) = await read([SUMS], looked.since, looked.until, looked.period)
    return tally_of(looked, sums, *await read([CALIBRATION, FILMS], looked.since, looked.until))


async def halves(read: ReadTogether, current: str, other: str, since: int, until: int) -> Halves:
    """See `Storage.halves`."""
    (rows,) = await read([HALVES], since, until, current, other)
    return halves_of(rows, current, other)


def tally_of(looked: Span, sums: Sequence[Row], calibration: Sequence[Row], films: Sequence[Row]) -> Tally:
    """The tally in rows of `SUMS`, `CALIBRATION` and `FILMS`."""
    whole = [sums_of(row) for kind, _, _, *row in sums if kind == "whole"]
    return Tally(
        looked,
        whole[0] if whole else Sums(),
        {int(period): sums_of(row) for kind, period, _, *row in sums if kind == "period"},
        {str(version): sums_of(row) for kind, _, version, *row in sums if kind == "version"},
        tuple(_bin_of(row) for row in calibration),
        Films(*(int(number or 0) for number in films[0])),
    )


def halves_of(rows: Sequence[Row], current: str, other: str) -> Halves:
    """The halves in rows of `HALVES`."""
    found = {half: sums_of(row) for half, *row in rows}
    return Halves(found.get(current, Sums()), found.get(other, Sums()), found.get(None, Sums()).people // 2)


def sums_of(row: Sequence[object]) -> Sums:
    """Sums as a database gives them; some give decimals."""
    return Sums(*(int(str(number)) for number in row))


def _bin_of(row: Row) -> Bin:
    low, people, rated, told, liked, stars = row
    high = next((edge for edge in BINS if edge > low), 100)
    return Bin(int(low), high, int(people), int(rated), float(told), int(liked), float(stars))
