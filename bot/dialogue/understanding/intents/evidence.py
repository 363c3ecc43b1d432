"""A sentence with all that speaks for one intent or another: films, wishes, verdicts, directions."""

from dataclasses import dataclass
from functools import cached_property

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.ratings import Verdict, mark_said, marks_said, verdicts_said
from bot.dialogue.understanding.reading import Sentence
from bot.dialogue.understanding.titles import LISTS, Explained, Film
from bot.dialogue.understanding.wishes import Wishes
from recengine.critiques import Direction


@dataclass(frozen=True)
class Reading:
    """A sentence with the films found in it for sure, and its wishes."""

    sentence: Sentence
    films: tuple[Film, ...]
    wishes: Wishes

    @property
    def plain(self) -> str:
        """The plain sentence."""
        return self.sentence.plain

    @cached_property
    def explained(self) -> frozenset[int]:
        """Words that wish for something."""
        return frozenset(i for mark in self.wishes.marks for i in range(mark.first, mark.last)) | self.dated

    @cached_property
    def told(self) -> Explained:
        """Words that wish, judge or direct, and so name no film by themselves."""
        firm = [mark for mark in self.wishes.marks if not mark.wish.keyword]
        judges = [*(v for v in self.verdicts if v.phrase), *marks_said(self.plain)]
        judging = [self.sentence.words_within(v.start, v.end) for v in judges]
        judging += [self.sentence.words_within(start, end) for start, end, _ in self._directions]
        wished = frozenset(i for mark in firm for i in range(mark.first, mark.last)) | self.dated
        return Explained(wished, self.explained, frozenset(i for words in judging for i in range(*words)))

    @cached_property
    def dated(self) -> frozenset[int]:
        """Words that say years."""
        return frozenset(
            i for said in self.wishes.years for i in range(*self.sentence.words_within(said.start, said.end))
        )

    @cached_property
    def mark(self) -> Verdict | None:
        """Stars said as a number."""
        return mark_said(self.plain)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """Verdicts in words."""
        return verdicts_said(self.plain)

    @cached_property
    def _directions(self) -> list[tuple[int, int, Direction]]:
        """Where each direction is spoken of."""
        return [
            (*match.span(), direction)
            for direction, pattern in cues.CRITIQUES.items()
            if (match := pattern.search(self.plain))
        ]

    @cached_property
    def critique(self) -> Direction | None:
        """The direction that is asked for: the one said at most length, the first among equals."""
        found = self._directions
        specific = [one for one in found if one[2] is not Direction.DIFFERENT] or found
        if not specific:
            return None
        return cues.asked_direction(self.plain) or max(specific, key=lambda one: one[1] - one[0])[2]

    def directs(self, verdict: Verdict) -> bool:
        """Whether a verdict is part of a direction: «not funny enough»."""
        return any(start <= verdict.start and verdict.end <= end for start, end, _ in self._directions)

    def lists(self, first: int, last: int) -> bool:
        """Whether some words beside a film are in one list with it: «Heat or …», «…, Alien»."""
        return not LISTS.isdisjoint((self.sentence.words[first].plain, self.sentence.words[last - 1].plain))

    def within(self, start: int, end: int) -> list[Film]:
        """The sure films among the characters `start` to `end` of the plain sentence."""
        first, last = self.sentence.words_within(start, end)
        return [film for film in self.films if first <= film.first < last]
