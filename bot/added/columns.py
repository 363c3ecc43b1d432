"""Columns of a table of films by whatever they are called."""

from collections.abc import Iterable, Mapping
from typing import Final

from recengine.text import fold

_NAMES: Final = {
    "title": "title|name|film|movie|titulo|pelicula|nombre",
    "year": "year|release year|released|date|release date|ano|fecha",
    "genres": "genres|genre|genero|generos",
    "words": "keywords|keyword|tags|tag|words|word|palabras|etiquetas",
    "directors": "directors|director|directed by|direccion|directores",
    "actors": "cast|actors|actor|people|person|starring|reparto|actores|personas",
    "imdb": "imdb id|imdb|imdbid|imdb link|imdb url|tconst|const",
    "tmdb": "tmdb id|tmdb|tmdbid",
    "also": "also called|aka|also known as|alt titles|alternative titles|original title|otros titulos",
    "minutes": "minutes|runtime|runtime mins|running time|duration|duracion",
    "countries": "countries|country|pais|paises",
}
"""What a column holds -> the names that it goes by."""

_FIELDS: Final = {name: field for field, names in _NAMES.items() for name in names.split("|")}


def fields_of(names: Iterable[str]) -> Mapping[str, str]:
    """Name of a column -> what it holds; names that mean nothing here are left out, and the second of two for one."""
    found: dict[str, str] = {}
    for name in names:
        field = _FIELDS.get(fold(name))
        if field is not None and field not in found.values():
            found[name] = field
    return found
