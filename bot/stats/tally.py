"""What became of suggestions, summed up over people: counts, and what is needed to tell how sure a rate is."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace

WEEK = 7 * 86_400
FIRST_MONDAY = 4 * 86_400
"""The first Monday after 1970 began, in seconds: weeks begin on Mondays at 0:00 UTC."""

BINS = tuple(range(0, 100, 10))
"""Where the bins of the predicted match begin, in percent; 100 belongs to the last."""

TOP = 10
"""How concentrated suggestions are is told by so many of the films shown most."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Suggestions of some people, by what became of them.

    A suggestion counts as liked or disliked by the rating that stands and was given since it was shown; one between
    is `seen`, as is the mark. Without such a rating it is what was tapped: saved, passed over, hidden, seen.

    Attributes
    ----------
    people, answering
        How many were shown anything, and how many of them answered anything.
    accepted_squares, answered_squares, products
        Over people: the sum of (accepted)², of (answered)², and of accepted x answered. One person's suggestions hang
        together, and these tell by how much.
    """

    people: int = 0
    shown: int = 0
    liked: int = 0
    saved: int = 0
    disliked: int = 0
    seen: int = 0
    passed: int = 0
    hidden: int = 0
    answering: int = 0
    accepted_squares: int = 0
    answered_squares: int = 0
    products: int = 0

    @property
    def accepted(self) -> int:
        """Liked or saved."""
        return self.liked + self.saved

    @property
    def answered(self) -> int:
        """Anything became of them at all."""
        return self.accepted + self.disliked + self.seen + self.passed + self.hidden

    def joined(self, other: "Sums") -> "Sums":
        """Both together; people are the fewest that they can be, for who is in both is not known."""
        added = Sums(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))
        people, answering = max(self.people, other.people), max(self.answering, other.answering)
        return replace(added, people=people, answering=answering)


@dataclass(frozen=True, slots=True)
class Bin:
    """Films suggested with a match from `low` percent on (up to `high`) that were rated since.

    Attributes
    ----------
    told, stars
        The sum of the matches told, in percent, and of the stars given.
    liked
        How many got 4 stars or more.
    """

    low: int
    high: int
    people: int
    rated: int
    told: float
    liked: int
    stars: float

    def joined(self, other: "Bin") -> "Bin":
        """Both together, as for `Sums.joined`."""
        return Bin(
            min(self.low, other.low),
            max(self.high, other.high),
            max(self.people, other.people),
            self.rated + other.rated,
            self.told + other.told,
            self.liked + other.liked,
            self.stars + other.stars,
        )


@dataclass(frozen=True, slots=True)
class Films:
    """How many films were shown at all, how often in all, and how often the `TOP` films shown most."""

    different: int = 0
    shown: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is looked at, in seconds since 1970: periods of `period` seconds each, from `since` on."""

    since: int
    until: int
    period: int = WEEK


@dataclass(frozen=True, slots=True)
class Tally:
    """All sums of a span; `periods` by their number from 0 on."""

    span: Span
    whole: Sums = Sums()
    periods: Mapping[int, Sums] = field(default_factory=dict)
    versions: Mapping[str, Sums] = field(default_factory=dict)
    bins: tuple[Bin, ...] = ()
    films: Films = Films()


@dataclass(frozen=True, slots=True)
class Halves:
    """People who were served by one of two versions alone, and how many saw both and are left out."""

    current: Sums = Sums()
    other: Sums = Sums()
    both: int = 0


def monday(at: int) -> int:
    """When the week of a moment began."""
    return at - (at - FIRST_MONDAY) % WEEK


def span(now: int, weeks: int | None, *, first: int | None = None, most: int | None = None) -> Span:
    """The last `weeks` weeks, this one among them; without a number all since `first`.

    Parameters
    ----------
    first
        When the first suggestion was shown; None where there is none.
    most
        So many periods at most, of several weeks each where need be.
    """
    this = monday(now)
    since = monday(min(now, this if first is None else first)) if weeks is None else this - (weeks - 1) * WEEK
    count = (this - since) // WEEK + 1
    each = 1 if most is None else -(-count // most)
    return Span(since, now + 1, each * WEEK)
