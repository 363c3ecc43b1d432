"""From free tags to the words of a movie: lower case, cleaned, most frequent first."""

import re

import pandas as pd

WORDS_PER_MOVIE = 12

_SPACES = re.compile(r"[\s_]+")
_KEPT = r"[a-z0-9à-öø-ÿ][a-z0-9à-öø-ÿ '&.\-/!]{1,29}"
_PRIVATE = re.compile(
    r"netflix|queue|imdb|dvd|blu-?ray|bd-r|betamax|\bclv\b|\bvhs\b|library|criterion|tumey|perrot|eric's"
    r"|\bto[ -]see|see this|must see|seen (at|it|more|this)|watched|rewatch|watch (again|for|this)"
    r"|\bown(ed)?\b|wish ?list|less than \d+|ratings|national film registry|afi |bfi|oscar \(|erlend"
    r"|\brated\b|nudity \(|^movielens|^todo|^(r|g|pg|pg-13|nc-17|x)$"
)
_PLAIN_NUMBER = re.compile(r"[\d.\-/ ]+")


def clean_tag(tag: str) -> str:
    """A tag as a word people would ask by; empty where it says nothing about the film."""
    word = _SPACES.sub(" ", tag.casefold().replace("’", "'").replace('"', "")).strip(" .,;:!?-'#")
    if not re.fullmatch(_KEPT, word) or _PRIVATE.search(word) or _PLAIN_NUMBER.fullmatch(word):
        return ""
    return word


def words_by_movie(tags: pd.DataFrame, *, limit: int = WORDS_PER_MOVIE) -> dict[int, tuple[str, ...]]:
    """The words of each movie.

    Parameters
    ----------
    tags
        Columns «movieId» (int) and «tag» (str), one row an application of a tag.
    limit
        At most so many words a movie.

    Returns
    -------
    dict
        Movie id -> its words, most often given first; among equals the one that is commoner everywhere.
    """
    frame = _cleaned(tags)
    if frame.empty:
        return {}
    frame["word"] = frame["word"].map(_one_spelling(frame["word"].value_counts()))
    counts = frame.groupby(["movieId", "word"], sort=True).size().reset_index(name="times")
    counts["everywhere"] = counts["word"].map(frame["word"].value_counts())
    order = counts.sort_values(
        ["movieId", "times", "everywhere", "word"], ascending=[True, False, False, True], kind="stable"
    )
    top = order.groupby("movieId", sort=True).head(limit)
    return _by_movie(top)


def all_words_by_movie(tags: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Every word of each movie in every spelling, in alphabetical order: what can be asked for.

    Parameters
    ----------
    tags
        Columns «movieId» (int) and «tag» (str), one row an application of a tag.
    """
    return _by_movie(_cleaned(tags).drop_duplicates().sort_values(["movieId", "word"]))


def _cleaned(tags: pd.DataFrame) -> pd.DataFrame:
    cleaned = {tag: clean_tag(tag) for tag in tags["tag"].unique()}
    frame = pd.DataFrame({"movieId": tags["movieId"].to_numpy(), "word": tags["tag"].map(cleaned).to_numpy()})
    return frame[frame["word"] != ""].copy()


def _by_movie(frame: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    words: dict[int, list[str]] = {}
    for movie_id, word in zip(frame["movieId"].tolist(), frame["word"].tolist(), strict=True):
        words.setdefault(movie_id, []).append(word)
    return {movie_id: tuple(own) for movie_id, own in words.items()}


def _one_spelling(counts: pd.Series) -> dict[str, str]:
    """Each word -> the commonest of the spellings that differ in hyphens only («sci fi», «sci-fi»)."""
    chosen: dict[str, str] = {}
    for word in counts.sort_index().sort_values(ascending=False, kind="stable").index:
        chosen.setdefault(_without_hyphens(word), word)
    return {word: chosen[_without_hyphens(word)] for word in counts.index}


def _without_hyphens(word: str) -> str:
    return word.replace("-", " ").replace(" ", "")
