"""What the bot remembers, in the words of its domain; every backend passes the same contract suite."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.added.film import AddedFilm, WantedFilm
from bot.films import Film
from bot.nights import Night, Posted
from bot.stations import KeptStation
from bot.stats.tally import Halves, Tally
from bot.storage.belongings import Belongings
from bot.storage.imports import Changes, WaitingImport
from bot.storage.kept import (
    Action,
    Facts,
    InboxUpdate,
    JournalEntry,
    Json,
    KeptTraining,
    Mark,
    OutboxMessage,
    Outcome,
    SetAside,
    Shown,
    TrainingEnd,
    UserRating,
    Waits,
    Wakeup,
)
from bot.wakeups import WakeupKind


class Transaction(Protocol):
    """Effects of one turn: all of them are committed together when the block ends, or none.

    Every change of a rating or mark writes a journal entry. Changes that change nothing write none. What one person
    changes in one transaction is one action.
    """

    async def add_rating(self, user_id: int, film: Film, stars: float) -> None:
        """Rate a film, replacing an earlier rating of it."""

    async def remove_rating(self, user_id: int, film: Film) -> None:
        """Take a rating back; nothing happens where there is none."""

    async def add_mark(self, user_id: int, film: Film, mark: Mark) -> None:
        """Put a film under a mark."""

    async def remove_mark(self, user_id: int, film: Film, mark: Mark) -> None:
        """Take a film from under a mark."""

    async def undo_last(self, user_id: int) -> Action | None:
        """Revert the latest action that is not undone; returns it, or None where none is left."""

    async def undo(self, user_id: int, action_id: int) -> Action | None:
        """Revert one action of a person and return it.

        None, and nothing changes, where they have no such action, where it is undone already, and where it is not
        revertible because something later stands on it.
        """

    async def add_suggestion(
        self, user_id: int, film: Film, model_version: str, *, match: float | None = None
    ) -> None:
        """Remember that a film was suggested, and the chance of a like in percent that was told with it."""

    async def settle_suggestion(self, user_id: int, film: Film, outcome: Outcome) -> None:
        """Note what became of the latest suggestion of a film; nothing happens where it was never suggested."""

    async def wake_at(self, user_id: int, kind: WakeupKind, due_at: int, film: Film | None = None) -> None:
        """Speak first at a time; one wake-up a kind and film, a later call moves it."""

    async def let_sleep(self, user_id: int, kind: WakeupKind, film: Film | None = None) -> None:
        """Forget wake-ups of a kind: that about a film, or all where none is named."""

    async def postpone(self, user_id: int, kind: WakeupKind, until: int) -> None:
        """Move wake-ups of a kind that are due earlier to a time."""

    async def keep_station(self, user_id: int, station: KeptStation) -> None:
        """Keep a person's station as it is now, in place of the one with its code; one that was removed is back."""

    async def remove_station(self, user_id: int, code: str) -> None:
        """Remove a station; it can be kept again until another one is removed."""

    async def keep_import(self, user_id: int, waiting: WaitingImport) -> None:
        """Let what a file says wait for the person's word, in place of an earlier one."""

    async def drop_import(self, user_id: int) -> None:
        """Forget the file that waits."""

    async def apply_import(self, user_id: int, token: str, changes: Changes) -> None:
        """Take over what a file says, under the dates it tells; nothing waits any more then."""

    async def undo_import(self, user_id: int, token: str) -> None:
        """Take back all that came with an import; what the person said of its films later stays."""

    async def restore(self, user_id: int, token: str, belongings: Belongings) -> None:
        """Take everything over as another database kept it, for a person who has nothing rated, marked or shown."""

    async def save_state(self, user_id: int, state: Json, *, language: str) -> None:
        """Keep the dialogue state of a person, who becomes known by it."""

    async def save_night(self, night: Night) -> None:
        """Keep a night of a group, with who is in; of one that is over nobody's name stays.

        Raises
        ------
        NightMoved
            Where the stored night has another revision, or another night of the group is under way.
        """

    async def add_vote(self, user_id: int, poll_id: str, place: int | None, *, known: bool) -> None:
        """Keep a vote, or with None that it was taken back; votes in polls that are not known yet are kept as well.

        Raises
        ------
        NightMoved
            Where the turn took the poll for unknown, and it is not any more.
        """

    async def settle_owed(self, chat_id: int, *, took_part: Iterable[int], gave_way: Iterable[int]) -> None:
        """Remember who gave way in a group's night; the others who took part are owed nothing any more."""

    async def leave_nights(self, user_id: int) -> None:
        """Take a person out of every night that is under way."""

    async def move_chat(self, old: int, new: int) -> None:
        """A group goes on under another chat id."""

    async def delete_user(self, user_id: int) -> None:
        """Erase every trace of a person at once, received updates and unsent replies to them included."""

    async def begin_training(self, chat_id: int | None) -> KeptTraining | None:
        """A training begins, and this chat is told how it goes; None where one is under way."""

    async def follow_training(self, training_id: int, chat_id: int) -> None:
        """Tell this chat how a training goes that tells nobody."""

    async def break_training(self, training_id: int) -> None:
        """Ask whoever runs a training to end it; nothing happens where it is over."""

    async def end_training(
        self, training_id: int, how: TrainingEnd, *, version: str | None = None
    ) -> KeptTraining | None:
        """A training is over; as it was until now, or None where it was over before."""

    async def enqueue(self, chat_id: int, payload: Json) -> OutboxMessage:
        """Put a reply into the outbox."""

    async def finish(self, update_id: int) -> bool:
        """Mark a received update as done and forget its content; its id stays, so that it is not taken twice.

        Returns
        -------
        bool
            False where it is done already, as all updates are that waited when their sender was erased: nothing may
            come of it any more.
        """

    async def set_aside(self, update_id: int, reason: str) -> bool:
        """Set a received update aside that cannot be handled, instead of finishing it; False as for `finish`."""

    async def discard_quarantined(self) -> None:
        """Forget the content of every update that was set aside; none of them is tried again."""

    async def add_films(self, films: Sequence[AddedFilm]) -> int:
        """Add films to the catalogue, for everybody; returns how many were not there yet, by their keys."""

    async def remove_added(self, key: str) -> bool:
        """Take an added film out of the catalogue; False where none has this key. What people said of it stays."""

    async def want(self, title: str) -> None:
        """Count that a title was asked for in vain; nothing is kept of who did. Few enough titles are kept."""

    async def forget_wanted(self, key: str) -> bool:
        """Forget a title that was asked for; False where it is not kept."""


class Storage(Protocol):
    """The memory of the bot. One process writes at a time through one writer; reads do not wait for it."""

    async def open(self) -> None:
        """Connect and bring the schema up to date.

        Raises
        ------
        StorageError
            Where the database cannot be opened, is damaged, or comes from a newer version of Matinee. Nothing is
            changed then.
        """

    async def close(self) -> None:
        """Release everything; safe to call twice."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A turn's effects; an exception inside rolls all of them back."""

    async def facts(self, user_id: int) -> Facts:
        """What is known of a person; empty facts for a stranger."""

    async def film(self, key: str) -> Film | None:
        """A film that somebody rated, marked or was shown, by its key."""

    async def journal(self, user_id: int, *, limit: int = 50) -> Sequence[JournalEntry]:
        """What a person did, latest first."""

    async def actions(self, user_id: int, *, limit: int = 50) -> Sequence[Action]:
        """The latest actions of a person that are not undone, latest first."""

    async def suggestions(self, user_id: int, *, limit: int = 50) -> Sequence[Shown]:
        """What was suggested to a person, latest first."""

    async def tally(self, now: int, weeks: int | None, *, most: int | None = None) -> Tally:
        """What became of what was suggested here in the last weeks, or ever, with nobody named in it.

        Parameters
        ----------
        now, weeks, most
            As for `bot.stats.tally.span`.
        """

    async def halves(self, current: str, other: str, *, since: int, until: int) -> Halves:
        """What became of the suggestions of two model versions, `until` left out, by people who saw one of them."""

    async def due(self, now: int, *, limit: int = 100) -> Sequence[Wakeup]:
        """Wake-ups that are due, the earliest first, at most one a person.

        One that is further ahead than `FARTHEST` is due, too: whoever asked for it would wait for ever.
        """

    async def stations(self, user_id: int) -> Sequence[KeptStation]:
        """A person's stations, the one that was kept last first; the last that was removed is among them."""

    async def waiting_import(self, user_id: int) -> WaitingImport | None:
        """The file that waits for the person's word, or None where there is none or it waited too long."""

    async def imported(self, user_id: int, token: str) -> int:
        """How many changes of an import are not undone: journal entries, and stations untouched since."""

    async def belongings(self, user_id: int) -> Belongings | None:
        """All that is kept of a person, as of one moment; None for a stranger."""

    async def possessions(self, user_id: int) -> Mapping[str, int]:
        """How much is kept of a person: ratings, marks, suggestions, journal, stations."""

    async def all_ratings(self) -> Sequence[UserRating]:
        """Every rating of everyone, for training."""

    async def added_films(self) -> Sequence[AddedFilm]:
        """Films that were added to the catalogue, in the order in which they were."""

    async def catalog_revision(self) -> int:
        """A number that grows whenever added films may have changed."""

    async def wanted(self, *, limit: int = 500) -> Sequence[WantedFilm]:
        """Titles that were asked for in vain, those asked for most first."""

    async def receive(self, updates: Sequence[InboxUpdate]) -> set[int]:
        """Commit updates to the durable inbox, all or none; the ids of those that were not received before."""

    async def pending(self) -> Sequence[InboxUpdate]:
        """Updates received and not done, in the order they came."""

    async def quarantine(self, update_id: int, payload: str, reason: str) -> None:
        """Set an update aside that cannot be handled: it counts as received and is not tried again."""

    async def quarantined(self, *, limit: int = 100) -> Sequence[SetAside]:
        """Updates that were set aside, the latest first."""

    async def reopen(self, update_id: int, lane: int) -> bool:
        """Let an update wait again that was set aside; False where it is not any more."""

    async def note_tries(self, update_ids: Iterable[int]) -> None:
        """Count that pending updates are begun, before they are: whoever dies of one cannot count any more."""

    async def forget_tries(self) -> None:
        """Count from nothing again: the process ends in order, so that it died of none of what is pending."""

    async def waits(self) -> Waits:
        """Since when the oldest update and the oldest reply wait."""

    async def unsent(self) -> Sequence[OutboxMessage]:
        """Replies not delivered yet, in order."""

    async def attempted(self, outbox_id: int) -> None:
        """Count a delivery that failed; the reply stays in the outbox."""

    async def sent(self, outbox_id: int, posted: Posted | None = None) -> None:
        """A reply reached its chat, or never will; forget it, and keep as what it was posted.

        After the last words to somebody who was erased, no trace of them is left in the file.
        """

    async def night(self, chat_id: int) -> Night | None:
        """The latest movie night of a group."""

    async def chat_of_poll(self, poll_id: str, user_id: int) -> int | None:
        """The group that votes in this poll now, or None where that is not known, or the vote is over."""

    async def polls(self, chat_id: int, number: int, round_: int) -> Sequence[int]:
        """Ids of the messages with the polls of one round of a night."""

    async def voting(self) -> Sequence[int]:
        """Chat ids of the groups whose night is being voted on."""

    async def training(self) -> KeptTraining | None:
        """The training that is under way."""

    async def training_lives(self, training_id: int, message_id: int | None) -> None:
        """A training goes on, and shows how far it is in this message."""

    async def trainings(self) -> Sequence[KeptTraining]:
        """The trainings that are over, the latest first; of very many only the latest are remembered."""

    async def news(self, since: int) -> int:
        """How many ratings were given, changed or taken back since a time."""

    async def counts(self) -> Mapping[str, int]:
        """Rows by kind: users, ratings, journal, suggestions, pending, quarantined, unsent."""
