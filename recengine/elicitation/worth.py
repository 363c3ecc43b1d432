"""How much asking about a film is worth, by what its ratings say of it alone; shape (items,), higher is better."""

import numpy as np

from recengine.arrays import Floats
from recengine.statistics import ItemStatistics

MOST_ENTROPY = float(np.log2(3))
"""Entropy in bits of films that people like, are neutral about and dislike equally often."""


def popularity(statistics: ItemStatistics) -> Floats:
    """Log of the number of ratings: films that most people have seen."""
    return np.asarray(np.log1p(statistics.ratings), dtype=np.float32)


def log_popularity_entropy(statistics: ItemStatistics) -> Floats:
    """Squared log of the number of ratings, times how divided people are.

    Source: A. M. Rashid et al., «Getting to know you: learning new user preferences in recommender systems»
    (IUI 2002).
    """
    known = np.log1p(statistics.ratings) ** 2
    return np.asarray(known * (0.5 + statistics.entropy), dtype=np.float32)


def helf(statistics: ItemStatistics) -> Floats:
    """Harmonic mean of entropy and log frequency, each as a share of its maximum.

    Source: A. M. Rashid, G. Karypis and J. Riedl, «Learning preferences of new users in recommender systems: an
    information theoretic approach» (SIGKDD Explorations 2008).
    """
    known = np.log1p(statistics.ratings)
    frequency = known / max(float(known.max(initial=0.0)), 1e-9)
    divided = statistics.entropy / MOST_ENTROPY
    return np.asarray(2 * frequency * divided / np.maximum(frequency + divided, 1e-9), dtype=np.float32)
