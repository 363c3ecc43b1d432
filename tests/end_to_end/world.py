"""A MovieLens folder of eighty invented films and a hundred and twenty people of two tastes."""

import csv
import itertools
import random
from pathlib import Path

MOODS = ("Crimson", "Silent", "Velvet", "Broken", "Golden", "Hollow", "Winter", "Electric")
PLACES = ("Harbour", "Engine", "Orchard", "Mirror", "Kingdom", "Signal", "Lantern", "Voyage", "Garden", "Canyon")
HOSTILE = "I <3 you & <b>"
TWO_TASTES = ("Action|Sci-Fi", "Drama|Romance")


def films() -> list[tuple[int, str, int, int]]:
    """Id, title, year and taste (0 or 1) of each film; odd ids are of the second taste."""
    titles = [f"{mood} {place}" for mood, place in itertools.product(MOODS, PLACES)]
    titles[5] = HOSTILE
    return [(number, title, 1950 + number % 70, number % 2) for number, title in enumerate(titles, start=1)]


def tmdb_id(number: int) -> int:
    """TMDB's id of a film."""
    return 5000 + number


def titles_of(taste: int) -> set[str]:
    """Labels of the films of one taste."""
    return {f"{title} ({year})" for _, title, year, own in films() if own == taste}


def write_dataset(folder: Path, *, people: int = 120) -> Path:
    """Write movies.csv, links.csv and ratings.csv; everybody likes their own taste and dislikes the other."""
    chance = random.Random(11)
    folder.mkdir(parents=True)
    with (folder / "movies.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["movieId", "title", "genres"])
        writer.writerows([number, f"{title} ({year})", TWO_TASTES[taste]] for number, title, year, taste in films())
    with (folder / "links.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["movieId", "imdbId", "tmdbId"])
        writer.writerows([number, "", tmdb_id(number)] for number, *_ in films())
    with (folder / "ratings.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["userId", "movieId", "rating", "timestamp"])
        for user in range(1, people + 1):
            for number, _, _, taste in chance.sample(films(), 30):
                stars = chance.choice((4.0, 4.5, 5.0)) if taste == user % 2 else chance.choice((1.0, 1.5, 2.0, 3.0))
                writer.writerow([user, number, stars, 1_000_000_000 + number])
    return folder
