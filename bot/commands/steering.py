"""What steers `matinee recommend`: critiques, traits and stations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import typer

from recengine.critiques import Critique, Direction
from recengine.errors import MatineeError
from recengine.query import Query
from recengine.recommender import Recommender, Suggestion, Suggestions
from recengine.station import Station, next_on_station
from recengine.titles import TitleIndex
from recengine.traits import TraitSetting, trait_key
from recengine.tuning import tune


@dataclass(frozen=True, slots=True)
class Steering:
    """What was asked for on the command line."""

    critiques: tuple[Direction, ...] = ()
    traits: dict[str, TraitSetting] = field(default_factory=dict)
    station: str | None = None

    def __bool__(self) -> bool:
        return self != Steering()


def read_steering(critiques: Sequence[str], traits: Sequence[str], station: str | None) -> Steering:
    """The options, checked.

    Raises
    ------
    typer.BadParameter
        Where one cannot be read, or critiques and a station are asked for at once.
    """
    if critiques and station is not None:
        raise typer.BadParameter("--critique and --station do not go together: a critique is about a list")
    if station is not None and not station.strip():
        raise typer.BadParameter('--station takes a film or words, such as "heat" or "rainy sunday"')
    return Steering(tuple(_direction(text) for text in critiques), dict(_trait(text) for text in traits), station)


def _direction(text: str) -> Direction:
    try:
        return Direction(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise typer.BadParameter(f"--critique is one of {', '.join(Direction)}, not «{text}»") from None


def _trait(text: str) -> tuple[str, TraitSetting]:
    key, _, setting = text.rpartition("=")
    kind, _, name = key.partition(":")
    if kind not in {"genre", "decade", "word", "person"} or not name.strip() or setting not in {*TraitSetting}:
        raise typer.BadParameter(
            f'--trait takes KIND:NAME=up, down or muted, such as "genre:Comedy=up", not «{text}»'
        )
    return key, TraitSetting(setting)


def suggest_steered(
    recommender: Recommender, titles: TitleIndex, query: Query, steering: Steering, *, count: int, adventurous: float
) -> Suggestions:
    """Suggestions for a query: critiques are about the first one that there would be without them.

    Raises
    ------
    MatineeError
        Where no film has a trait, or nothing of a station's words is understood.
    """
    for key in steering.traits:
        if trait_key(key) not in recommender.trait_names:
            raise MatineeError(f"no film has the trait «{key}»")
    query = replace(query, traits=steering.traits)
    if steering.station is not None:
        return _played(recommender, _station(steering.station, recommender, titles), query, count)
    first = recommender.shortlist(query, count=1, adventurous=adventurous).tolist() if steering.critiques else []
    if first:
        critiques = tuple(Critique(direction, first[0]) for direction in steering.critiques)
        typer.echo(f"Relative to {recommender.catalog[first[0]].label}.", err=True)
        query = replace(query, shown=tuple(first), critiques=critiques)
    return recommender.suggest(query, count=count, adventurous=adventurous)


def _station(text: str, recommender: Recommender, titles: TitleIndex) -> Station:
    found = titles.search(text, limit=1)
    if found.confident:
        movie = found.matches[0].movie
        typer.echo(f"A station around {movie.label}.", err=True)
        return Station(seeds=(movie.item_id,))
    tuned = tune(text, recommender.trait_names)
    if not tuned.words:
        raise MatineeError(f"no film and no word that films have is in «{text}»; try a title or a genre")
    typer.echo(f"A station around {', '.join(tuned.names)}.", err=True)
    if tuned.unknown:
        typer.echo(f"Not understood: {', '.join(tuned.unknown)}.", err=True)
    return Station(words=tuned.words)


def _played(recommender: Recommender, station: Station, query: Query, count: int) -> Suggestions:
    items: list[Suggestion] = []
    while len(items) < count and (item := next_on_station(recommender, station, query)) is not None:
        items.append(replace(item, rank=len(items) + 1))
        station = station.with_played(item.movie.item_id)
    return Suggestions(tuple(items))
