"""A small catalogue in which the hard cases of title lookup meet."""

import numpy as np

from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex

_FILMS: tuple[tuple[str, int, tuple[str, ...], int], ...] = (
    ("The Matrix", 1999, (), 300),
    ("Rocky", 1976, (), 150),
    ("Rocky II", 1979, (), 60),
    ("Rocky III", 1982, (), 50),
    ("Rocky IV", 1985, (), 50),
    ("Star Wars: Episode IV - A New Hope", 1977, (), 320),
    ("Star Wars: Episode V - The Empire Strikes Back", 1980, (), 300),
    ("Die Hard", 1988, (), 180),
    ("Die Hard 2", 1990, (), 80),
    ("Die Hard: With a Vengeance", 1995, (), 110),
    ("The Lord of the Rings: The Fellowship of the Ring", 2001, (), 290),
    ("The Lord of the Rings: The Two Towers", 2002, (), 280),
    ("Halloween", 1978, (), 70),
    ("Halloween", 2007, (), 8),
    ("Total Recall", 1990, (), 100),
    ("Total Recall", 2012, (), 60),
    ("WALL·E", 2008, (), 150),
    ("E.T. the Extra-Terrestrial", 1982, (), 170),
    ("Seven", 1995, ("Se7en",), 260),
    ("Seven Samurai", 1954, ("Shichinin no samurai",), 70),
    ("The City of Lost Children", 1995, ("La Cité des enfants perdus",), 50),
    ("The 400 Blows", 1959, ("Les quatre cents coups",), 20),
    ("Three Billboards Outside Ebbing, Missouri", 2017, (), 60),
    ("Saw", 2004, (), 60),
    ("Saw II", 2005, (), 25),
    ("Caddyshack", 1980, (), 70),
    ("Heat", 1995, (), 130),
    ("The Godfather", 1972, (), 250),
    ("The Godfather: Part II", 1974, (), 180),
    ("Titanic", 1997, (), 190),
    ("Up", 2009, (), 130),
    ("It", 2017, (), 40),
    ("Her", 2013, (), 50),
    ("Man on the Moon", 1999, (), 60),
    ("Moon", 2009, (), 50),
    ("Batman", 1989, (), 200),
    ("Toy Story", 1995, (), 215),
    ("Toy Story 3", 2010, (), 60),
    ("Blade Runner 2049", 2017, (), 30),
    ("Blade Runner", 1982, (), 150),
    ("No", 2012, (), 5),
)

CATALOG = Catalog(
    Movie(number, title, year, alt_titles=alt) for number, (title, year, alt, _) in enumerate(_FILMS, 1)
)
POPULARITY = np.array([count for *_, count in _FILMS], dtype=np.float32)
INDEX = TitleIndex(CATALOG, popularity=POPULARITY)


def top(text: str) -> str | None:
    """The label of the best match."""
    matches = INDEX.search(text).matches
    return matches[0].movie.label if matches else None
