"""Whether likes and dislikes steer a station, and whether it stays near its seed.

python -m benchmarks.critiques.stations

For each person the seed is the first suggestion. Of the words that the next ten films have and the seed does not, the
commonest is judged: three films that have it are liked, or disliked, and the ten films after that are counted.
"""

from collections import Counter

import numpy as np

from benchmarks.critiques.measuring import fitted
from benchmarks.data import DEFAULT_DATASET
from recengine.arrays import History
from recengine.datasets import load_dataset
from recengine.likeness import content_vectors
from recengine.query import Query
from recengine.recommender import Recommender
from recengine.station import Station, next_on_station
from recengine.traits import traits_of

JUDGED, PLAYED = 3, 10


def main() -> None:
    """Print shares of the word and likeness to the seed."""
    recommender, histories = fitted(load_dataset(DEFAULT_DATASET), "default", seed=0, users=60)
    found = [row for history in histories if (row := measure(recommender, history)) is not None]
    means = np.mean(found, axis=0)
    print(f"{len(found)} people, seed 0\n")
    print(f"| {JUDGED} films with the word | share in the next {PLAYED} | likeness to the seed |")
    print("| --- | ---: | ---: |")
    for name, (share, near) in zip(("not judged", "liked", "disliked"), means, strict=True):
        print(f"| {name} | {share:.3f} | {near:.3f} |")


def measure(recommender: Recommender, history: History) -> list[tuple[float, float]] | None:
    """Share of the word and likeness to the seed, without judgements, after likes, after dislikes; or None."""
    catalog = recommender.catalog
    seed = int(recommender.shortlist(Query(history), count=1)[0])
    own = {key for key, _ in traits_of(catalog[seed])}
    first = _played(recommender, Station((seed,)), history)
    words = Counter(key for item in first for key, _ in traits_of(catalog[item]) if key.startswith("word:"))
    word = next((key for key, _ in words.most_common() if key not in own), None)
    if word is None:
        return None
    having, vectors = recommender.having(word), content_vectors(catalog)
    fame = np.argsort(-recommender.statistics.ratings * having, kind="stable")[: int(having.sum())]
    judged = [i for i in catalog.item_ids[fame].tolist() if i not in history and i not in first][:JUDGED]
    rows = []
    for liked in (None, True, False):
        station = Station((seed,), played=tuple(judged))
        for item in judged if liked is not None else ():
            station = station.with_judgement(item, bool(liked))
        places = catalog.indices_of(_played(recommender, station, history))
        near = float((vectors[places] @ vectors[catalog.index_of(seed)]).mean())
        rows.append((float(having[places].mean()), near))
    return rows


def _played(recommender: Recommender, station: Station, history: History) -> list[int]:
    found: list[int] = []
    while len(found) < PLAYED and (item := next_on_station(recommender, station, Query(history))) is not None:
        found.append(item.movie.item_id)
        station = station.with_played(found[-1])
    return found


if __name__ == "__main__":
    main()
