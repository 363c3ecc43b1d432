"""`matinee recommend` and `matinee search`."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typer

from bot.added.serving import with_added
from bot.commands.steering import Steering, suggest_steered
from bot.commands.understanding import served_titles, wishes
from bot.dialogue import wording
from bot.preparing import prepare_model
from bot.settings import load_settings
from bot.training import added_films
from recengine.adventure import DEFAULT, InvalidAdventurous, check_adventurous
from recengine.arrays import History
from recengine.columns import LIKE, MAX_STARS, MIN_STARS
from recengine.errors import MatineeError
from recengine.persistence import ModelStore
from recengine.query import Query
from recengine.recommender import Recommender, Suggestion
from recengine.titles import TitleIndex, TitleSearch

MATCHES = 5


def read_dial(value: float | None) -> float:
    """How adventurous suggestions are asked to be; the default where nothing is said.

    Raises
    ------
    typer.BadParameter
        Where it is no number from 0 to 1.
    """
    try:
        return DEFAULT if value is None else check_adventurous(value)
    except InvalidAdventurous as error:
        raise typer.BadParameter(f"--{error}") from None


def recommend_command(
    rated: list[str],
    *,
    ask: str,
    count: int,
    adventurous: float = DEFAULT,
    steering: Steering,
    as_json: bool = False,
) -> None:
    """Suggestions for ratings given on the command line.

    Raises
    ------
    typer.BadParameter
        Where a rating cannot be read.
    MatineeError
        Where a title is not found, or what should steer is not known.
    """
    settings = load_settings()
    prepare_model(settings)
    recommender = with_added(ModelStore(settings.models).load(), added_films(settings)).recommender
    titles = TitleIndex(recommender.catalog, popularity=recommender.presumed)
    history = dict(_rating(text, titles) for text in rated)
    query = Query(history, constraints=wishes(ask, recommender))
    found = suggest_steered(recommender, titles, query, steering, count=count, adventurous=adventurous)
    outlooks = _outlooks(found.items, history, recommender)
    if as_json:
        plain = [_plain(item, outlook) for item, outlook in zip(found.items, outlooks, strict=True)]
        answer = {"suggestions": plain, "dropped": list(found.dropped)}
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    if found.dropped:
        typer.echo(f"Nothing fits all of that; left out: {', '.join(found.dropped)}.", err=True)
    for item, outlook in zip(found.items, outlooks, strict=True):
        genres = f"[{', '.join(item.movie.genres)}]"
        typer.echo(f"{item.rank:3}. {item.movie.label}  {genres}  {wording.outlook(outlook.stars, outlook.match)}")
        typer.echo(f"     {_because(item, recommender)}")


def _rating(text: str, titles: TitleIndex) -> tuple[int, float]:
    title, separator, stars = text.rpartition("=")
    try:
        value = float(stars)
    except ValueError:
        value = 0.0
    if not separator or not title.strip() or not MIN_STARS <= value <= MAX_STARS:
        raise typer.BadParameter(f'--rated takes TITLE=STARS with 0.5 to 5 stars, such as "Heat=5", not «{text}»')
    found = titles.search(title, limit=MATCHES)
    if not found.confident:
        near = "; ".join(match.movie.label for match in found.matches[:3])
        raise MatineeError(f"no film is surely «{title}»" + (f"; did you mean {near}?" if near else ""))
    return found.matches[0].movie.item_id, value


@dataclass(frozen=True, slots=True)
class _Outlook:
    """Predicted stars, by how many they are wrong on average if known, and the chance of a like in percent."""

    stars: float
    error: float | None
    match: float


def _outlooks(items: Sequence[Suggestion], history: History, recommender: Recommender) -> list[_Outlook]:
    stars, match = recommender.predicted_stars(history), recommender.match(history)
    error = recommender.typical_error(history)
    places = recommender.catalog.indices_of(item.movie.item_id for item in items)
    return [_Outlook(float(stars[i]), None if error is None else float(error[i]), float(match[i])) for i in places]


def _because(item: Suggestion, recommender: Recommender) -> str:
    liked = [f for f in item.reason.films if f.contribution > 0 and f.stars >= LIKE][:2]
    return wording.because([recommender.catalog[film.item_id].title for film in liked])


def _plain(item: Suggestion, outlook: _Outlook) -> dict[str, Any]:
    reason = item.reason
    return {
        "movie_id": item.movie.item_id,
        "title": item.movie.title,
        "year": item.movie.year,
        "genres": list(item.movie.genres),
        "rank": item.rank,
        "score": item.score,
        "predicted_stars": round(outlook.stars, 2),
        "typical_error": None if outlook.error is None else round(outlook.error, 2),
        "match": round(outlook.match, 1),
        "reason": {
            "constant": reason.constant,
            "films": [
                {"movie_id": f.item_id, "stars": f.stars, "contribution": f.contribution} for f in reason.films
            ],
            "adjustments": [{"key": part.key, "contribution": part.contribution} for part in reason.adjustments],
        },
    }


def search_command(text: str, *, as_json: bool) -> None:
    """Title lookup for one text, or for each line of stdin."""
    titles = served_titles(load_settings())
    if text == "-":
        for line in sys.stdin:
            typer.echo(json.dumps(_found(titles.search(line.rstrip("\n"), limit=MATCHES)), ensure_ascii=False))
            sys.stdout.flush()
        return
    found = titles.search(text, limit=MATCHES)
    if as_json:
        typer.echo(json.dumps(_found(found), ensure_ascii=False))
    elif not found.matches:
        typer.echo("No such film.")
    else:
        for place, match in enumerate(found.matches):
            sure = "  <- surely" if found.confident and place == 0 else ""
            typer.echo(f"{match.score:5.1f}  {match.movie.label}{sure}")


def _found(found: TitleSearch) -> dict[str, Any]:
    return {
        "query": found.query,
        "confident": found.confident,
        "matches": [
            {"movie_id": m.movie.item_id, "title": m.movie.title, "year": m.movie.year, "score": round(m.score, 1)}
            for m in found.matches
        ],
    }
