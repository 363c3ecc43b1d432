"""A station in words: what it is around, what likes and dislikes made of it, why it plays a film."""

from collections.abc import Mapping

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.dialogue.traits import trait_name
from bot.dialogue.wording import LONGEST_CITED, clipped
from bot.stations import KeptStation
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.columns import DISLIKE, LIKE
from recengine.recommender import Recommender
from recengine.station import Station
from recengine.traits import traits_of

NAMED_MORE, NAMED_LESS = 2, 2
"""So many leanings of a kind are named."""

NAMED_LEANINGS = 3
"""So many the first line of a card has room for."""

NAMED = 3
"""So many traits that a film shares with the seed."""

NAMED_SEED = 6
"""So many traits that are said to be played."""

LONGEST_TRAIT = 30

SPECIAL = 0.7
"""A trait rarer than this tells no more by being rarer."""

SHARED_BY_TWO = 0.5
"""The leaning that two judgements of one mind make; decades and people tell something from there on."""


def tuned_in(turn: Turn, station: KeptStation) -> Station:
    """A kept station as the served catalogue knows it, judged by the person's ratings of what was played."""
    stars = {rated.film.key: rated.stars for rated in turn.ratings}
    seeds = [movie.item_id for film in station.films if (movie := turn.served.films.movie(film)) is not None]
    played = {key: movie.item_id for key in station.played if (movie := turn.movie(key)) is not None}
    judged = [
        (item_id, stars[key] >= LIKE)
        for key, item_id in played.items()
        if key in stars and (stars[key] >= LIKE or stars[key] <= DISLIKE)
    ]
    return Station(tuple(seeds), station.words, tuple(played.values()), tuple(judged))


def name_of(recommender: Recommender, key: str) -> str:
    """A trait in the language that is spoken, as it stands in a sentence; words that name people are spelt so."""
    kind, _, folded = key.partition(":")
    names = recommender.trait_names
    written = names.get(f"person:{folded}") if kind == "word" else None
    name = clipped(trait_name(f"{kind}:{written or names.get(key, folded)}"), LONGEST_TRAIT)
    return name.lower() if kind == "genre" else name


Weights = Mapping[str, float]


def leanings(recommender: Recommender, weights: Weights, *, of: Movie | None = None) -> tuple[list[str], list[str]]:
    """Names of what judgements raised and lowered, what tells most first; what only one film has tells nothing.

    Parameters
    ----------
    weights
        Of traits by their keys, see `Station.weights`.
    of
        A film; with it only what this film has.
    """
    weights = {key: w for key, w in weights.items() if _tells(recommender, key, abs(w))}
    if of is not None:
        weights = {key: weights[key] for key, _ in traits_of(of) if key in weights}
    told = {key: abs(weight) * min(recommender.rarity(key), SPECIAL) for key, weight in weights.items()}
    order = sorted(told, key=lambda key: (-told[key], recommender.rarity(key), key))
    more = [name_of(recommender, key) for key in order if weights[key] > 0]
    less = [name_of(recommender, key) for key in order if weights[key] < 0]
    return more[:NAMED_MORE], less[:NAMED_LESS]


def _tells(recommender: Recommender, key: str, weight: float) -> bool:
    if key.startswith(("decade:", "person:")) and weight < SHARED_BY_TWO:
        return False
    return recommender.rarity(key) < 1.0


def headline(turn: Turn, station: KeptStation, weights: Weights) -> Text:
    """The first line of a card: «📻 Heat · more slow-burn, less gore»."""
    more, less = leanings(turn.served.recommender, weights)
    steered = [words("station-more", trait=name) for name in more]
    steered += [words("station-less", trait=name) for name in less[: NAMED_LEANINGS - len(steered)]]
    if not steered:
        return phrase("station-line", name=station.name)
    return phrase("station-line-steered", name=station.name, leanings=", ".join(steered))


def understood(turn: Turn, station: KeptStation) -> Text:
    """What a station will play, as it is said at its start."""
    names = [name_of(turn.served.recommender, key) for key in station.words][:NAMED_SEED]
    films = " & ".join(clipped(film.title, LONGEST_CITED) for film in station.films)
    if not names:
        return phrase("station-plays-like", films=films)
    traits = ", ".join(names)
    return (
        phrase("station-plays-both", films=films, traits=traits) if films else phrase("station-plays", traits=traits)
    )


def because(turn: Turn, station: KeptStation, tuned: Station, weights: Weights, movie: Movie) -> list[str]:
    """Why a station plays a film: what it has of the seed, and of what was liked on the station."""
    recommender = turn.served.recommender
    shared = [name_of(recommender, key) for key in shared_traits(recommender, tuned, movie)[:NAMED]]
    raised, _ = leanings(recommender, weights, of=movie)
    title, traits = _only_title(station), ", ".join(shared)
    told = []
    if shared:
        told.append(
            words("station-because-like", film=title, traits=traits)
            if title
            else words("station-because", traits=traits)
        )
    if raised:
        told.append(words("station-because-raised", traits=", ".join(raised)))
    return told or [words("station-because-plain")]


def shared_traits(recommender: Recommender, station: Station, movie: Movie) -> list[str]:
    """Traits that a film has in common with the seed, the rarest first."""
    catalog = recommender.catalog
    seeds = (catalog[item_id] for item_id in station.seeds if item_id in catalog)
    wanted = {*station.words, *(key for seed in seeds for key, _ in traits_of(seed))}
    own = [key for key, _ in traits_of(movie) if key in wanted]
    return sorted(own, key=lambda key: -recommender.rarity(key))


def _only_title(station: KeptStation) -> str:
    """Title of the film that a station is around, if that is all."""
    return clipped(station.films[0].title, LONGEST_CITED) if len(station.films) == 1 and not station.words else ""
