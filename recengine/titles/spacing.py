"""Spaces put where titles have them: «thedarkknight», «t h e  m a t r i x», «bed knobs»."""

from collections.abc import Callable, Container, Iterable, Sequence

from recengine.text import fold
from recengine.titles.words import STOP_WORDS, TALK, tokens

_SHORTEST, _LONGEST = 6, 30  # letters of a text that may be a title without spaces
_SHORTEST_PIECE, _MOST_PIECES = 3, 4
_RUNS_TOGETHER = 2.5  # letters a word, below which a text was typed letter by letter


def solid(title: str) -> str:
    """The letters of a title of several words without its spaces; nothing where it is too short."""
    plain = fold(title)
    run = plain.replace(" ", "")
    return run if " " in plain and len(run) >= _SHORTEST else ""


class Spacer:
    """Finds the words of titles in words that were split or run together.

    Parameters
    ----------
    titles
        Titles of these letters and maybe of others, the best known first: it has the word where several have the same
        letters.
    vocabulary
        Words of titles.
    """

    def __init__(self, titles: Callable[[str], Iterable[str]], vocabulary: Container[str]) -> None:
        self._titles = titles
        self._vocabulary = vocabulary

    def respaced(self, words: Sequence[str]) -> tuple[str, ...] | None:
        """The words of a title or of several that `words` hold with other spaces; None where they hold none."""
        if len(words) > 1 and sum(map(len, words)) < _RUNS_TOGETHER * len(words):
            run = "".join(words)
            if found := self._title(run) or self._pieces(run):
                return tuple(found)
        out: list[str] = []
        for word in words:
            if out and self._is_one(out[-1], word):
                out[-1] += word
            elif len(word) < _SHORTEST or word in self._vocabulary or word in TALK:
                out.append(word)
            else:
                out.extend(self._title(word) or self._pieces(word) or [word])
        return tuple(out) if tuple(out) != tuple(words) else None

    def _title(self, run: str) -> tuple[str, ...] | None:
        """The words of the title of these letters."""
        return next((tokens(title) for title in self._titles(run) if solid(title) == run), None)

    def _is_one(self, first: str, second: str) -> bool:
        """Whether two words are one of a title that was split: at least one of them is no word of its own."""
        unknown = [word not in self._vocabulary and word not in TALK for word in (first, second)]
        return any(unknown) and len(first + second) >= _SHORTEST and first + second in self._vocabulary

    def _pieces(self, word: str) -> list[str] | None:
        """The fewest words of titles that `word` is made of, articles left out."""
        if len(word) > _LONGEST:
            return None
        best: list[list[str] | None] = [[], *([None] * len(word))]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - _LONGEST), end):
                before, piece = best[start], word[start:end]
                if before is None or not self._may_stand(piece):
                    continue
                known = best[end]
                if known is None or len(before) + 1 < len(known):
                    best[end] = [*before, piece]
        found = best[-1]
        if found is None or len(found) > _MOST_PIECES:
            return None
        return [piece for piece in found if piece not in STOP_WORDS] or None

    def _may_stand(self, piece: str) -> bool:
        return piece in STOP_WORDS or (len(piece) >= _SHORTEST_PIECE and piece in self._vocabulary)
