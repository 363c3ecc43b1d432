"""What the bot says about its own things: domain objects in, words out. The words stand in `bot/locales`."""

from collections.abc import Sequence
from typing import Protocol

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, bold, lines
from bot.dialogue.traits import genre_name
from recengine.adventure import BOLDEST, DEFAULT, SAFEST
from recengine.catalog import Movie

RATES: tuple[tuple[str, float], ...] = (
    ("rate-loved", 5.0),
    ("rate-liked", 4.0),
    ("rate-ok", 3.0),
    ("rate-disliked", 1.5),
)
"""Rating buttons by their message, and the stars that they give."""

DIALS: tuple[tuple[str, float], ...] = (
    ("dial-safe", SAFEST),
    ("dial-careful", 0.2),
    ("dial-balanced", DEFAULT),
    ("dial-bold", 0.7),
    ("dial-very-bold", BOLDEST),
)
"""How adventurous suggestions can be asked to be in the chat."""

LONGEST_CITED = 60
"""Titles beside the one that a screen is about are cut to so many characters."""

LIKE_STARS = 4.0
DISLIKE_STARS = 2.0


def rate_labels() -> list[tuple[str, float]]:
    """Rating buttons and the stars that they give."""
    return [(words(key), stars) for key, stars in RATES]


def dial_labels() -> list[tuple[str, float]]:
    """Settings of the dial and their values."""
    return [(words(key), value) for key, value in DIALS]


def stars(value: float) -> str:
    """Stars as people read them: «★ 4.5»."""
    return f"★ {value:g}"


def outlook(stars: float, match: float) -> str:
    """Predicted stars and chance of a like, in a list."""
    return words("outlook", stars=stars, match=match)


def expected(stars: float, match: float) -> str:
    """What a person would give and the chance that they like it, as a card shows it."""
    return words("expected", stars=stars, match=match)


def film_line(movie: Movie) -> Text:
    """Title and year in bold, genres below."""
    parts: list[Text | str] = [bold(clipped(movie.label, 2 * LONGEST_CITED))]
    if movie.genres:
        parts.append(" · ".join(genre_name(genre) for genre in movie.genres[:4]))
    return lines(parts)


def people_line(movie: Movie) -> str:
    """Director and two leading actors, or nothing where they are not known."""
    parts = [words("by-director", name=movie.directors[0])] if movie.directors else []
    if movie.actors:
        first, second = movie.actors[0], movie.actors[min(1, len(movie.actors) - 1)]
        parts.append(words("with-actors", count=min(2, len(movie.actors)), first=first, second=second))
    return clipped(" · ".join(parts), 2 * LONGEST_CITED)


def film_lines(movie: Movie) -> list[Text | str]:
    """What every card of a film begins with: title, genres, people."""
    people = people_line(movie)
    return [film_line(movie), people] if people else [film_line(movie)]


class Labelled(Protocol):
    """What has a title and year to be called by."""

    @property
    def label(self) -> str:
        """Title with its year."""


def cited(movie: Labelled) -> str:
    """A film with its year as it stands inside a sentence, however long its title."""
    return clipped(movie.label, LONGEST_CITED)


def greeting(name: str) -> Text:
    """The first words to a newcomer."""
    return phrase("greeting-by-name", name=name) if name else phrase("greeting")


def welcome_back(count: int) -> Text:
    """The first words to somebody who rated before."""
    return phrase("welcome-back", count=count)


def ask_more(count: int, enough: int) -> Text:
    """Over the next screen of films, while onboarding."""
    if count == 0:
        return phrase("ask-first")
    return phrase("ask-more", count=count, enough=enough, left=enough - count)


def noted(movie: Labelled, value: float) -> Text:
    """One line that says a rating was taken."""
    return phrase("noted", face=rating_word(value), film=clipped(movie.label, 2 * LONGEST_CITED))


def rating_word(value: float) -> str:
    """An emoji for a rating."""
    if value >= 4.5:
        return "😍"
    if value >= 4:
        return "👍"
    return "👎" if value <= 2.5 else "😐"


def how_was(movie: Movie, current: float | None) -> Text:
    """The question over rating buttons."""
    question = phrase("how-was-it") if current is None else phrase("how-was-it-now", stars=stars(current))
    return lines([film_line(movie), "", question])


def which_one(text: str) -> Text:
    """Over several candidates for a title."""
    return phrase("which-one", text=short(text))


def no_such_film(text: str) -> Text:
    """Where nothing fits what was typed."""
    return phrase("no-such-film", text=short(text))


def because(titles: Sequence[str]) -> str:
    """The reason on a card, from the rated films that carry it most."""
    titles = [clipped(title, LONGEST_CITED) for title in titles]
    if not titles:
        return words("because-nobody")
    if len(titles) == 1:
        return words("because-one", first=titles[0])
    return words("because-two", first=titles[0], second=titles[1])


def similar_title(movie: Movie) -> Text:
    """Over films like one."""
    return phrase("similar-title", film=movie.label)


def ratings_title(count: int, page: int, pages: int) -> Text:
    """Over the list of ratings."""
    if pages > 1:
        return phrase("ratings-title-page", count=count, page=page + 1, pages=pages)
    return phrase("ratings-title", count=count)


def help_text(commands: Sequence[str], *, first: bool = True) -> Text:
    """What the bot can do; on the first page also what can be said in words."""
    listed = [phrase("help-line", name=name, what=words(f"command-{name}")) for name in commands]
    return lines([phrase("help"), "", *listed]) if first else lines([phrase("help-more"), "", *listed])


def own_ratings(ratings: int, people: int) -> str:
    """What a training learned from the bot's own people."""
    return words("training-learned", ratings=ratings, people=people) if ratings else words("training-learned-nothing")


def short(text: str) -> str:
    """What somebody typed, on one line and not too long."""
    return clipped(" ".join(text.split()), 40)


def short_title(title: str, length: int) -> str:
    """A title that fits: of a long one its last part, then its first letters."""
    for mark in (": ", " - "):  # «Star Wars: Episode V - The Empire Strikes Back» is known by its last part
        title = title.rsplit(mark, 1)[-1] if len(title) > length else title
    return clipped(title, length)


def clipped(text: str, length: int) -> str:
    """The beginning of a text that may be too long for its place."""
    return text if len(text) <= length else text[: length - 1] + "…"
