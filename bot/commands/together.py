"""`matinee recommend --user --together`: one list for several users of the data set."""

import json
from collections.abc import Sequence
from typing import Any

import typer

from bot.commands.known_users import histories_of
from bot.commands.understanding import wishes
from recengine.group_rules import DEFAULT_RULE, Rule
from recengine.groups import GroupSuggestion, GroupSuggestions
from recengine.recommender import Recommender

SHOWN = 10
FAVOUR = 2.0
"""Say of a member who gave way last time, beside 1 for the others."""


def together_command(
    user_ids: Sequence[int], *, rule: str | None, favour: Sequence[int], ask: str, count: int | None, as_json: bool
) -> None:
    """Print one list for all users, with each one's predicted match in a column.

    Raises
    ------
    typer.BadParameter
        Where no rule has this name, or a favoured user is not in the group.
    MatineeError
        Where the data set has no such user.
    """
    agreed = _rule(rule)
    if strangers := [user_id for user_id in favour if user_id not in user_ids]:
        raise typer.BadParameter(f"--favour {strangers[0]} is not among the users of --user")
    dataset, recommender, histories = histories_of(user_ids)
    found = recommender.suggest_group(
        histories,
        rule=agreed,
        count=count or SHOWN,
        constraints=wishes(ask, recommender),
        weights=dict.fromkeys(favour, FAVOUR),
    )
    typer.echo(json.dumps({"dataset": dataset.name, **_plain(found)}) if as_json else _printout(found, recommender))


def _rule(name: str | None) -> Rule:
    try:
        return DEFAULT_RULE if name is None else Rule(name)
    except ValueError:
        raise typer.BadParameter(f"--rule is one of {', '.join(Rule)}, not «{name}»") from None


def _printout(found: GroupSuggestions, recommender: Recommender) -> str:
    heads = [f"user {member}".rjust(8) for member in found.members]
    width = max((len(item.movie.label) for item in found.items), default=0)
    lines = [" ".join([" " * (width + 5), *heads])]
    for item in found.items:
        cells = [f"{m.percent:.0f} %".rjust(len(head)) for m, head in zip(item.matches, heads, strict=True)]
        lines.append(" ".join([f"{item.rank:3}.", item.movie.label.ljust(width), *cells]))
        if because := _because(item, recommender):
            lines.append(f"     goes with {because}")
    return "\n".join([*lines, *_notes(found)])


def _because(item: GroupSuggestion, recommender: Recommender) -> str:
    """The liked films that speak most for a movie, each with the users it speaks for."""
    users: dict[str, list[str]] = {}
    for match in item.matches:
        if match.because is not None:
            users.setdefault(recommender.catalog[match.because.item_id].title, []).append(str(match.member))
    return "; ".join(f"{title} ({', '.join(names)})" for title, names in users.items())


def _notes(found: GroupSuggestions) -> list[str]:
    notes = []
    if found.dropped:
        notes.append(f"Nothing fits all of that; left out: {', '.join(found.dropped)}.")
    if found.vetoed:
        notes.append(f"Left out because somebody would dislike them strongly: {found.vetoed} films.")
    if found.veto_lifted:
        notes.append("Somebody would dislike every film that fits, so no veto was heard.")
    return notes


def _plain(found: GroupSuggestions) -> dict[str, Any]:
    return {
        "users": list(found.members),
        "rule": found.rule.value,
        "suggestions": [_plain_item(item) for item in found.items],
        "dropped": list(found.dropped),
        "vetoed": found.vetoed,
        "veto_lifted": found.veto_lifted,
    }


def _plain_item(item: GroupSuggestion) -> dict[str, Any]:
    return {
        "movie_id": item.movie.item_id,
        "title": item.movie.title,
        "year": item.movie.year,
        "rank": item.rank,
        "score": item.score,
        "matches": [
            {
                "user_id": match.member,
                "percent": round(match.percent, 1),
                "because": None if match.because is None else match.because.item_id,
            }
            for match in item.matches
        ],
    }
