"""The tables of nicknames and series."""

from collections import Counter

from recengine.titles.nicknames import nicknames, series_films


def test_every_nickname_stands_for_one_film() -> None:
    counts = Counter(nickname.name for nickname in nicknames())
    assert [name for name, count in counts.items() if count > 1] == []


def test_films_of_a_series_are_numbered_from_one_without_gaps() -> None:
    numbers: dict[str, list[int]] = {}
    for film in series_films():
        numbers.setdefault(film.series, []).append(film.number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
