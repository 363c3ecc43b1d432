"""Films for several people at once: one list, and what each film in it is to each of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.catalog import Movie
from recengine.columns import LIKE
from recengine.explanations import FilmShare
from recengine.group_rules import DEFAULT_RULE, Rule, agree
from recengine.group_table import Histories, Table, Weights, in_order, named
from recengine.query import Constraints, Query

if TYPE_CHECKING:
    from recengine.recommender import Recommender


@dataclass(frozen=True, slots=True)
class MemberMatch:
    """What one film is to one member: predicted match in percent, and the liked film that speaks most for it."""

    member: Hashable
    percent: float
    because: FilmShare | None


@dataclass(frozen=True, slots=True)
class GroupSuggestion:
    """One movie, its place in the list (from 1), its score in the rule's unit, and each member's match."""

    movie: Movie
    rank: int
    score: float
    matches: tuple[MemberMatch, ...]


@dataclass(frozen=True, slots=True)
class GroupSuggestions:
    """A list for a group.

    Attributes
    ----------
    items
        Best first.
    members
        Names, in the order of each suggestion's `matches`.
    rule
        How they agreed.
    dropped
        Constraints that had to be dropped to find any film.
    vetoed
        How many films that fit were left out because a member would dislike them strongly.
    veto_lifted
        True where every film that fits is disliked strongly by somebody, so that no veto was heard.
    """

    items: tuple[GroupSuggestion, ...]
    members: tuple[Hashable, ...]
    rule: Rule
    dropped: tuple[str, ...] = ()
    vetoed: int = 0
    veto_lifted: bool = False


def recommend_group(
    recommender: "Recommender",
    histories: Histories,
    *,
    rule: Rule = DEFAULT_RULE,
    count: int = 10,
    exclude: frozenset[int] = frozenset(),
    constraints: Constraints | None = None,
    veto: bool = True,
    weights: Weights | None = None,
) -> GroupSuggestions:
    """One list for several people, with each member's predicted match beside every film.

    What any member rated is not suggested. A member who rated nothing counts as a stranger, to whom the best known
    films are suggested. A group of one gets what `Recommender.suggest` gives that person, whatever the rule.

    Parameters
    ----------
    histories
        What each member rated; movies that are not in the catalogue are ignored.
    rule
        See `recengine.group_rules`; or its name, such as «average».
    count
        How many films at most.
    exclude
        Ids never to be suggested besides.
    constraints
        Wishes that every film has to meet; dropped as for one person where nothing is left.
    veto
        Leave out films that a member would dislike strongly, unless that leaves nothing.
    weights
        Say of each member, 1 by default: somebody who gave way last time can be given more tonight.

    Raises
    ------
    ValueError
        Where there is no member, `rule` names none, or weights are not one positive number for each member.
    TypeError
        Where `histories` is one person's ratings instead of several histories.
    InvalidRating
        Where a history holds what is no rating.
    """
    members = named(histories)
    rule = Rule(rule)
    say = in_order(weights, tuple(members))
    wishes = constraints or Constraints()
    alone = len(members) == 1
    own = list(members.values())
    table = Table.of(recommender, own, exclude=exclude, constraints=wishes, veto=veto and not alone)
    query = Query(own[0], exclude, wishes)
    places, worth = _alone(recommender, query, count) if alone else _together(table, rule, say, count)
    items = _suggestions(recommender, members, table, places, worth)
    return GroupSuggestions(items, tuple(members), rule, table.dropped, table.vetoed, table.veto_lifted)


def _alone(recommender: "Recommender", query: Query, count: int) -> tuple[Ints, Floats]:
    items = recommender.suggest(query, count=count).items
    places = recommender.catalog.indices_of(item.movie.item_id for item in items)
    return places, np.asarray([item.score for item in items], dtype=np.float32)


def _together(table: Table, rule: Rule, weights: Floats, count: int) -> tuple[Ints, Floats]:
    films = np.flatnonzero(table.allowed)
    found = agree(table.scores[:, films], rule=rule, count=count, weights=weights)
    return films[found.places], found.scores


def _suggestions(
    recommender: "Recommender", members: dict[Hashable, History], table: Table, places: Ints, worth: Floats
) -> tuple[GroupSuggestion, ...]:
    movies = [recommender.catalog.at(int(place)) for place in places]
    because = [_reasons(recommender, history, movies) for history in members.values()]
    return tuple(
        GroupSuggestion(
            movie,
            number + 1,
            float(worth[number]),
            tuple(
                MemberMatch(name, float(table.percents[row, places[number]]), because[row][number])
                for row, name in enumerate(members)
            ),
        )
        for number, movie in enumerate(movies)
    )


def _reasons(recommender: "Recommender", history: History, movies: Sequence[Movie]) -> list[FilmShare | None]:
    """The liked film that speaks most for each movie; none for a stranger."""
    found = recommender.explain_all(Query(history), [movie.item_id for movie in movies])
    return [next((f for f in reason.films if f.contribution > 0 and f.stars >= LIKE), None) for reason in found]
