"""SELECTs and the domain objects that their rows become."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.films import Film
from bot.storage.kept import Facts, Guess, Mark, OutboxMessage, Outcome, RatedFilm, Shown, UserRating
from bot.storage.sql.statements import Row

# One statement, hence one snapshot and one trip to the connection's thread. A guess is the last suggestion with a
# match before the rating; a match is told of unrated films alone, so that no film is guessed when it is known.
# Of the person themselves `said` is the language and `title` the state.
FACTS = """
    SELECT CAST('user' AS TEXT) AS kind, CAST(0 AS BIGINT) AS place, language AS said,
        CAST(NULL AS DOUBLE PRECISION) AS stars, CAST(NULL AS DOUBLE PRECISION) AS predicted,
        CAST(NULL AS BIGINT) AS at, CAST(NULL AS TEXT) AS key, state AS title, CAST(NULL AS BIGINT) AS year,
        CAST(NULL AS BIGINT) AS imdb_id, CAST(NULL AS BIGINT) AS tmdb_id FROM users WHERE user_id = ?1
    UNION ALL
    SELECT 'rating', r.entry_id, NULL, r.stars, NULL, r.rated_at, f.key, f.title, f.year, f.imdb_id, f.tmdb_id
        FROM ratings AS r JOIN films AS f ON f.key = r.film_key WHERE r.user_id = ?1
    UNION ALL
    SELECT 'mark', m.entry_id, m.mark, NULL, NULL, NULL, f.key, f.title, f.year, f.imdb_id, f.tmdb_id
        FROM marks AS m JOIN films AS f ON f.key = m.film_key WHERE m.user_id = ?1
    UNION ALL
    SELECT 'shown', min(suggestion_id), NULL, NULL, NULL, NULL, film_key, NULL, NULL, NULL, NULL
        FROM suggestions WHERE user_id = ?1 AND coalesce(outcome, '') NOT IN ('hidden', 'seen') GROUP BY film_key
    UNION ALL
    SELECT * FROM (
        SELECT 'guess', r.entry_id, NULL, r.stars, s.predicted_match, CAST(NULL AS BIGINT), r.film_key, NULL,
            CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
        FROM ratings AS r JOIN suggestions AS s ON s.suggestion_id = (
            SELECT max(suggestion_id) FROM suggestions AS t WHERE t.user_id = ?1 AND t.film_key = r.film_key
                AND t.predicted_match IS NOT NULL AND t.at <= r.rated_at)
        WHERE r.user_id = ?1 ORDER BY r.entry_id DESC LIMIT ?2) AS guesses
    ORDER BY place"""
FILM = "SELECT key, title, year, imdb_id, tmdb_id FROM films WHERE key = ?1"
SUGGESTIONS = """
    SELECT s.user_id, s.model_version, s.at, s.outcome, s.outcome_at, s.predicted_match,
        f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM suggestions AS s JOIN films AS f ON f.key = s.film_key
    WHERE s.user_id = ?1 ORDER BY s.suggestion_id DESC LIMIT ?2"""
ALL_FILMS = "SELECT key, title, year, imdb_id, tmdb_id FROM films"
ALL_RATINGS = "SELECT user_id, film_key, stars, rated_at FROM ratings ORDER BY user_id, entry_id"
UNSENT = "SELECT outbox_id, chat_id, payload, attempts FROM outbox ORDER BY outbox_id"
COUNTS = """
    SELECT
        (SELECT count(*) FROM users) AS users,
        (SELECT count(*) FROM ratings) AS ratings,
        (SELECT count(*) FROM journal) AS journal,
        (SELECT count(*) FROM suggestions) AS suggestions,
        (SELECT count(*) FROM inbox WHERE status = 'pending') AS pending,
        (SELECT count(*) FROM inbox WHERE status = 'quarantined') AS quarantined,
        (SELECT count(*) FROM outbox) AS unsent"""
COUNTED = ("users", "ratings", "journal", "suggestions", "pending", "quarantined", "unsent")


def facts_of(user_id: int, rows: Sequence[Row]) -> Facts:
    """What the rows of `FACTS` say of a person."""
    by_kind: defaultdict[str, list[Row]] = defaultdict(list)
    for kind, _, *columns in rows:
        by_kind[kind].append(tuple(columns))
    marks: defaultdict[Mark, list[Film]] = defaultdict(list)
    for mark, _, _, _, *film in by_kind["mark"]:
        marks[Mark(mark)].append(Film(*film))
    language, state = next(((row[0], row[5]) for row in by_kind["user"]), ("en", "{}"))
    return Facts(
        user_id,
        known=bool(by_kind["user"]),
        language=language,
        state=json.loads(state),
        ratings=_by_date(RatedFilm(Film(*film), stars, at) for _, stars, _, at, *film in by_kind["rating"]),
        marks={mark: tuple(films) for mark, films in marks.items()},
        shown=tuple(row[4] for row in by_kind["shown"]),
        guesses=tuple(Guess(key, match, stars) for _, stars, match, _, key, *_ in by_kind["guess"]),
    )


def _by_date(ratings: Iterable[RatedFilm]) -> tuple[RatedFilm, ...]:
    """Oldest first; those of a file may be older than what was said before it. Of one second, as they were said."""
    return tuple(sorted(ratings, key=lambda rated: rated.rated_at))


def shown_of(row: Row) -> Shown:
    """The suggestion in a row of `SUGGESTIONS`."""
    user_id, model_version, at, outcome, outcome_at, match, *film = row
    settled = None if outcome is None else Outcome(outcome)
    return Shown(user_id, Film(*film), model_version, at, settled, outcome_at, match)


def user_ratings_of(films: Mapping[str, Film], ratings: Iterable[Row]) -> list[UserRating]:
    """The ratings in rows of `ALL_RATINGS`, with their films by key."""
    return [UserRating(user_id, films[key], stars, at) for user_id, key, stars, at in ratings]


def message_of(row: Row) -> OutboxMessage:
    """The reply in a row of `UNSENT`."""
    outbox_id, chat_id, payload, attempts = row
    return OutboxMessage(outbox_id, chat_id, json.loads(payload), attempts)
