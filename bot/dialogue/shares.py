"""The make-up of a suggestion in words: what carries it, what speaks against it, with tiny bars."""

from collections import Counter
from collections.abc import Sequence

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.dialogue.wording import clipped, short_title
from recengine.catalog import Movie

BAR = 5
LONGEST_NAME = 26
LONGEST_TITLE = 34


def title(movie: Movie) -> Text:
    """Heading of the exact reason."""
    year = "" if movie.year is None else f" ({movie.year})"
    return phrase("why-title", film=short_title(movie.title, LONGEST_TITLE) + year)


def film_name(movie: Movie) -> str:
    """A film in a line of its own or on a button: its title, shortened where it is long, and no year."""
    return short_title(movie.title, LONGEST_NAME)


def film_names(movies: Sequence[Movie]) -> dict[int, str]:
    """Films that stand beside one another, by their ids: namesakes are told apart by their years."""
    names = Counter(film_name(movie) for movie in movies)
    told = ((movie, film_name(movie)) for movie in movies)
    return {
        movie.item_id: f"{name} ({movie.year})" if names[name] > 1 and movie.year is not None else name
        for movie, name in told
    }


def asked(key: str) -> str:
    """What the person asked for or set, by the key of an adjustment: «critique:newer», «genre:Comedy»."""
    kind, _, name = key.partition(":")
    if kind == "critique":
        return words(f"asked-{name.replace('_', '-')}")
    return words("asked-trait", trait=clipped(name, LONGEST_NAME))


def listed(parts: Sequence[tuple[str, float]], total: float) -> list[Text]:
    """Lines of names with their shares of `total`: first what speaks for a film, then what speaks against it.

    The longest bar is full; the others are as long beside it as their shares are.
    """
    most = max((abs(share) for _, share in parts), default=0.0)
    found: list[Text] = []
    for key, sign in (("why-for", 1), ("why-against", -1)):
        one_way = sorted((pair for pair in parts if pair[1] * sign > 0), key=lambda pair: -abs(pair[1]))
        found += [phrase(key)] if one_way else []
        for name, share in one_way:
            percent = round(100 * abs(share) / total)
            found.append(phrase("why-share", bar=bar(abs(share) / most), name=name, percent=percent))
    return found


def bar(part: float) -> str:
    """A part of 1 as a bar of five pieces; something is never shown as nothing."""
    filled = min(BAR, max(1, round(BAR * part)))
    return "▰" * filled + "▱" * (BAR - filled)
