"""`matinee recommend --user`: users of the data set, what they are known to like, and what they are suggested."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from bot.commands.understanding import wishes
from bot.preparing import load, prepare_model, progress_bars
from bot.settings import load_settings
from recengine.adventure import DEFAULT
from recengine.columns import LIKE
from recengine.errors import MatineeError
from recengine.persistence import ModelStore
from recengine.query import Query
from recengine.recommender import Recommender, Suggestions

if TYPE_CHECKING:
    from recengine.dataset import Dataset

SHOWN = 3
"""Known positives, and suggestions where no number is asked for."""


def users_command(
    user_ids: Sequence[int],
    *,
    ask: str,
    count: int | None,
    adventurous: float = DEFAULT,
    as_json: bool = False,
) -> None:
    """Print each user with three films they are known to like and their top suggestions.

    Raises
    ------
    MatineeError
        Where the data set has no such user.
    """
    dataset, recommender, histories = histories_of(user_ids)
    found = {
        user_id: recommender.suggest(
            Query(history, constraints=wishes(ask, recommender)), count=count or SHOWN, adventurous=adventurous
        )
        for user_id, history in histories.items()
    }
    known = {user_id: _known_positives(history, recommender) for user_id, history in histories.items()}
    if as_json:
        users = [
            _plain(user_id, histories[user_id], known[user_id], found[user_id], recommender) for user_id in found
        ]
        typer.echo(json.dumps({"dataset": dataset.name, "users": users}, ensure_ascii=False))
        return
    for user_id in found:
        typer.echo(_printout(user_id, known[user_id], found[user_id], recommender))


def histories_of(user_ids: Sequence[int]) -> tuple["Dataset", Recommender, dict[int, dict[int, float]]]:
    """The data set, the current model, and the ratings of each of some users once.

    Raises
    ------
    MatineeError
        Where the data set has no such user.
    """
    settings = load_settings()
    prepare_model(settings)
    saved = ModelStore(settings.models).load()
    with progress_bars() as bars:
        # Where the settings name none, the data set is the one that the model was trained on.
        dataset = load(settings, bars, dataset=settings.matinee_dataset or saved.manifest.get("setting"))
    return dataset, saved.recommender, {user_id: _history(dataset, user_id) for user_id in dict.fromkeys(user_ids)}


def _history(dataset: "Dataset", user_id: int) -> dict[int, float]:
    history = dataset.history(user_id)
    if not history:
        ids = dataset.user_ids
        raise MatineeError(
            f"{dataset.name} has no user {user_id}; its {len(ids)} users are from {ids[0]} to {ids[-1]}"
        )
    return history


def _known_positives(history: dict[int, float], recommender: Recommender) -> list[int]:
    """The best rated likes of a user, of equally rated ones the best known."""
    liked = [item_id for item_id, stars in history.items() if stars >= LIKE and item_id in recommender.catalog]
    likes = recommender.statistics.likes
    return sorted(liked, key=lambda i: (-history[i], -likes[recommender.catalog.index_of(i)], i))[:SHOWN]


def _printout(user_id: int, known: Sequence[int], found: Suggestions, recommender: Recommender) -> str:
    lines = [f"User {user_id}", "     Known positives:"]
    lines += [f"        {recommender.catalog[item_id].label}" for item_id in known] or ["        none"]
    lines.append("     Recommended:")
    lines += [f"        {item.movie.label}" for item in found.items]
    if found.dropped:
        lines.append(f"     Nothing fits all of that; left out: {', '.join(found.dropped)}.")
    return "\n".join(lines)


def _plain(
    user_id: int, history: dict[int, float], known: Sequence[int], found: Suggestions, recommender: Recommender
) -> dict[str, Any]:
    movies = [recommender.catalog[item_id] for item_id in known]
    return {
        "user_id": user_id,
        "ratings": len(history),
        "known_positives": [
            {"movie_id": m.item_id, "title": m.title, "year": m.year, "stars": history[m.item_id]} for m in movies
        ],
        "suggestions": [
            {
                "movie_id": item.movie.item_id,
                "title": item.movie.title,
                "year": item.movie.year,
                "rank": item.rank,
                "score": item.score,
            }
            for item in found.items
        ],
        "dropped": list(found.dropped),
    }
