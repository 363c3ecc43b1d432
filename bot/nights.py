"""Movie nights: who is in, what they wish, what was proposed, how they voted. Plain data and what follows from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.films import Film
from recengine.query import Constraints

MOST_MEMBERS = 12
"""So many people fit into one night: a list for them is made in a moment, and their names fit into a message."""

LASTS = 3 * 24 * 3600
"""Seconds after which a night that nobody ended gives way to a new one."""

OWED_WEIGHT = 2.0
"""Say of somebody who gave way the last time; everybody else's is 1."""

NOTICEABLE = 10
"""Percent by which a match has to be lower than the best one for its owner to have given way."""


class Status(StrEnum):
    """Where a night stands."""

    GATHERING = "gathering"
    VOTING = "voting"
    DECIDED = "decided"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is in; `matches` are predicted for each film of the shortlist, in percent.

    They are empty for somebody whose taste was not known when it was made.
    """

    user_id: int
    name: str
    matches: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Night:
    """One movie night of a group.

    Attributes
    ----------
    chat_id, number
        The group, and which of its nights this is, from 1.
    host
        User id of whoever opened it; None once they are erased.
    opened_at
        In seconds since 1970.
    members
        In the order in which they joined.
    wishes
        What every film has to meet.
    round
        How many shortlists there were.
    shortlist
        The films of the latest one, in the fair order.
    proposed_at
        When it was made, in seconds since 1970.
    votes
        User id -> place of the film they vote for, from 0; of whoever votes, in or not. Storage keeps them.
    passed
        Keys of films that earlier shortlists showed.
    winner
        The film that was decided on.
    owed
        User ids of those who gave way the last time they took part in this group; storage keeps them.
    messages
        Ids of messages in the group that show this night, cards and polls; storage keeps them.
    revision
        Changes with whatever is stored of the night; 0 before it is stored.
    """

    chat_id: int
    number: int
    host: int | None
    language: str
    opened_at: int
    status: Status = Status.GATHERING
    members: tuple[Member, ...] = ()
    wishes: Constraints = field(default_factory=Constraints)
    round: int = 0
    shortlist: tuple[Film, ...] = ()
    proposed_at: int = 0
    votes: Mapping[int, int] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    winner: Film | None = None
    owed: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()
    revision: int = 0

    @property
    def under_way(self) -> bool:
        """Whether it is neither decided nor called off."""
        return self.status in (Status.GATHERING, Status.VOTING)

    @property
    def full(self) -> bool:
        """Whether nobody else fits in."""
        return len(self.members) >= MOST_MEMBERS

    @property
    def everybody_voted(self) -> bool:
        """Whether nobody's vote is missing."""
        return bool(self.members) and all(member.user_id in self.votes for member in self.members)

    def stale(self, now: int) -> bool:
        """Whether it was forgotten about."""
        return now - self.opened_at >= LASTS

    def member(self, user_id: int) -> Member | None:
        """Somebody who is in, or None."""
        return next((member for member in self.members if member.user_id == user_id), None)

    def decides(self, user_id: int) -> bool:
        """Whether somebody has a say: who is in, or opened the night."""
        return user_id == self.host or self.member(user_id) is not None

    def joined(self, user_id: int, name: str) -> "Night":
        """With somebody in."""
        return replace(self, members=(*self.members, Member(user_id, name)))

    def without(self, user_id: int) -> "Night":
        """With somebody out."""
        return replace(self, members=tuple(member for member in self.members if member.user_id != user_id))

    def voted(self, user_id: int, place: int | None) -> "Night":
        """With somebody's vote, or with it taken back."""
        others = {user: chosen for user, chosen in self.votes.items() if user != user_id}
        valid = place is not None and 0 <= place < len(self.shortlist)
        return replace(self, votes=others | ({user_id: place} if valid and place is not None else {}))

    def proposing(self, shortlist: Iterable[Film], matches: Mapping[int, tuple[int, ...]], *, now: int) -> "Night":
        """With a new shortlist and no votes; `matches` holds those of each member who is known."""
        passed = tuple(dict.fromkeys((*self.passed, *(film.key for film in self.shortlist))))
        return replace(
            self,
            status=Status.VOTING,
            round=self.round + 1,
            shortlist=tuple(shortlist),
            proposed_at=now,
            votes={},
            passed=passed,
            members=tuple(replace(m, matches=matches.get(m.user_id, ())) for m in self.members),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a vote ended: the place of the winner, how many votes it has, and how many films have as many."""

    place: int
    votes: int
    level: int


def verdict(night: Night) -> Verdict:
    """The film with most votes; among several, the first in the fair order of the shortlist."""
    votes = Counter(night.votes[m.user_id] for m in night.members if m.user_id in night.votes)
    most = max(votes.values(), default=0)
    first = [place for place in range(len(night.shortlist)) if votes[place] == most]
    return Verdict(first[0], most, len(first))


def gave_way(night: Night, place: int) -> frozenset[int]:
    """Those whose match with the winner is the lowest; nobody where it suits all about alike."""
    known = {member.user_id: member.matches[place] for member in night.members if member.matches}
    lowest, highest = min(known.values(), default=0), max(known.values(), default=0)
    return frozenset(user for user, match in known.items() if match == lowest <= highest - NOTICEABLE)


@dataclass(frozen=True, slots=True)
class NightMessage:
    """Which night and round a message on its way shows; of a poll, votes will come."""

    number: int
    round: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A message about a night as it reached its chat.

    Attributes
    ----------
    doubtful
        Whether an earlier attempt may have reached the chat as well, so that votes may come in from a twin of it.
    """

    shows: NightMessage
    chat_id: int
    message_id: int
    poll_id: str | None = None
    doubtful: bool = False
