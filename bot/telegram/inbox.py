"""The durable inbox: an update is committed before Telegram is told that it was received."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard

from telegram import Bot, Update

from bot.logs import cause
from bot.storage.base import Storage
from bot.storage.kept import InboxUpdate, StorageError
from bot.telegram.gate import Gate
from bot.telegram.incoming import lane_of
from bot.telegram.outage import Outage

log = logging.getLogger(__name__)

MOST_STARTS = 3
"""An update that was pending at so many crashes, the last ones while it ran alone, is not begun again."""

Alone = Callable[[Update], Awaitable[bool]]
Onward = Callable[[Update], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that came in, and the JSON that it came as."""

    update: Update
    payload: str


class Refused(Protocol):
    """Called with each update that is passed over because its person sent too many; `first` of a flood."""

    def __call__(self, update: Update, *, first: bool) -> None: ...


class DurableQueue(asyncio.Queue[object]):
    """An update queue whose `put` commits to storage first.

    The updater fetches the next updates, and thereby acknowledges these, only after `put` has returned. An update
    that was received before is dropped here, and so is one too many of a person: it is neither kept nor queued, and
    counts as never sent. Where too much waits in all, `put` waits, and Telegram keeps what comes next.
    """

    def __init__(self, storage: Storage, outage: Outage | None = None, gate: Gate | None = None) -> None:
        super().__init__()
        self._storage = storage
        self._outage = outage or Outage()
        self._gate = gate or Gate()
        self._refused: Refused | None = None
        self._onward: Onward = super().put
        self._latest: int | None = None

    def passing_on(self, onward: Onward) -> None:
        """Have updates that are committed handed on there, rather than queued."""
        self._onward = onward

    def refusing(self, refused: Refused) -> None:
        """Have people told that they sent too many."""
        self._refused = refused

    @property
    def is_full(self) -> bool:
        """Whether `put` would wait."""
        return self._gate.is_full

    async def put(self, item: object) -> None:
        """Take an update that was not taken already; whatever else the library puts in, it takes out."""
        if not isinstance(item, Update):
            await super().put(item)
        elif item.update_id != self._latest:
            await self.put_all([Arrival(item, item.to_json())])

    async def put_all(self, arrivals: Sequence[Arrival]) -> None:
        """As `take`, as many at once as there is room for; waits while nothing can be saved.

        An exception would end the polling for good.
        """
        left = list(arrivals)
        while left:
            await self._gate.room()
            now, left = left[: self._gate.places], left[self._gate.places :]
            await self._patiently(now)
            self._latest = now[-1].update.update_id

    async def _patiently(self, arrivals: Sequence[Arrival]) -> None:
        durable = [arrival for arrival in arrivals if arrival.update.inline_query is None]
        for arrival in arrivals:
            if arrival.update.inline_query is not None:
                await self.take([arrival])
        try:
            await self._taken(durable)
        except Exception as error:  # whatever a strange update makes the database raise
            log.warning("updates are taken one by one, for one of them cannot be kept: %s", cause(error))
            for arrival in durable:
                await self._taken([arrival])

    async def _taken(self, arrivals: Sequence[Arrival]) -> None:
        if arrivals:
            first = arrivals[0].update
            await self._outage.patiently(
                lambda: self.take(arrivals),
                update=first,
                until=StorageError,
                meanwhile=lambda: self._outage.look_ahead(first),
            )

    async def offer(self, arrival: Arrival) -> None:
        """As `take`, and tell whoever it is from where nothing can be saved."""
        await self._outage.once(lambda: self.take([arrival]), update=arrival.update)

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        """Commit updates, all at once, then queue them; an inline query is of no use later and goes straight on.

        One that cannot be kept as it is, such as of ids larger than any of Telegram's, is set aside: an exception
        would end the polling. Among several it makes all of them fail, and none is kept.

        Raises
        ------
        StorageError
            Where nothing can be kept now.
        """
        admitted = [arrival for arrival in arrivals if await self._admitted(arrival.update)]
        try:
            fresh = await self._receive(admitted)
        except BaseException:
            for arrival in admitted:
                self._gate.forgive(_person_of(arrival.update))
            raise
        for arrival in admitted:
            if arrival.update.update_id in fresh:
                fresh.discard(arrival.update.update_id)
                await self._onward(arrival.update)
            else:  # was here before, and is no haste of its person
                self._gate.forgive(_person_of(arrival.update))

    async def _admitted(self, update: Update) -> bool:
        """Whether to keep an update: not one too many of its person, nor an inline query, which goes on."""
        person, inline = _person_of(update), update.inline_query is not None
        if not self._gate.admit(person, inline=inline):
            self._pass_over(update, person)
        elif inline:
            await super().put(update)
        else:
            return True
        return False

    def _pass_over(self, update: Update, person: int) -> None:
        if update.inline_query is None and self._refused is not None:
            self._refused(update, first=self._gate.tell(person))

    async def _receive(self, arrivals: Sequence[Arrival]) -> set[int]:
        """Ids of those that were not received before, once they are committed."""
        known = [arrival for arrival in arrivals if is_update_id(arrival.update.update_id)]
        if len(known) < len(arrivals):
            log.warning("an update whose id is none is passed over")
        try:
            return await self._storage.receive([_kept(arrival) for arrival in known])
        except StorageError:
            raise
        except Exception as error:
            if len(known) > 1:
                raise
            log.error("an update cannot be kept and is set aside: %s", cause(error))
            await self._storage.quarantine(known[0].update.update_id, "", cause(error))
            return set()

    async def _again(self, update: Update) -> None:
        """Queue an update that is committed already."""
        self._gate.enter(lane_of(update))
        await self._onward(update)

    async def replay(self, bot: Bot, *, alone: Alone) -> int:
        """Queue what was received and not done when the process ended; returns how many.

        What was there already the last time that the process ended is run alone before that, one after the other, and
        set aside after some tries: an update that ends the process must neither do so for ever nor take others along.

        Parameters
        ----------
        alone
            Runs an update; False where it takes too long.
        """
        waiting = await self._storage.pending()
        readable = [(stored, update) for stored in waiting if (update := await self.reread(stored, bot))]
        await self._storage.note_tries(stored.update_id for stored, _ in readable if not stored.tries)
        for stored, update in readable:
            if stored.tries == 0 or not await self._ran_alone(stored, update, alone):
                await self._again(update)
        return len(waiting)

    async def _ran_alone(self, stored: InboxUpdate, update: Update, alone: Alone) -> bool:
        if await self.is_deadly(stored):
            return True
        await self._storage.note_tries([stored.update_id])
        if await alone(update):
            return True
        # Its effects may be committed all the same, and only its answer hangs.
        return stored.update_id not in {pending.update_id for pending in await self._storage.pending()}

    async def is_deadly(self, stored: InboxUpdate) -> bool:
        """Whether an update was in hand so often as the program died that it is set aside now."""
        if stored.tries < MOST_STARTS:
            return False
        log.error("an update is set aside: it was in hand each time the program died, %d times", stored.tries)
        await self._storage.quarantine(stored.update_id, stored.payload, f"in hand at {stored.tries} crashes")
        return True

    async def rest(self) -> None:
        """The process ends in order: what waits here is none of what it dies of."""
        try:
            await self._storage.forget_tries()
        except StorageError as error:
            log.warning("what waits is taken for a cause of the end: %s", error)

    async def retry(self, bot: Bot) -> int:
        """Queue again what was set aside, as far as it can be read; returns how many."""
        again = 0
        for aside in reversed(await self._storage.quarantined()):
            update = read_update(aside.payload, bot)
            lane = aside.lane if update is None or aside.lane is not None else lane_of(update)
            if update is None or lane is None or not await self._storage.reopen(aside.update_id, lane):
                continue
            await self._again(update)
            again += 1
        return again

    async def reread(self, stored: InboxUpdate, bot: Bot) -> Update | None:
        """An update from the inbox, or None where it cannot be read; it is set aside then."""
        update = read_update(stored.payload, bot)
        if update is None:
            await self._storage.quarantine(stored.update_id, stored.payload, "cannot be read again")
        return update


def _kept(arrival: Arrival) -> InboxUpdate:
    return InboxUpdate(arrival.update.update_id, lane_of(arrival.update), arrival.payload)


def _person_of(update: Update) -> int:
    """Whose haste an update is; that of strange ones, whose sender is no number, is nobody's."""
    lane: object = lane_of(update)
    return lane if isinstance(lane, int) else 0


def is_update_id(value: object) -> TypeGuard[int]:
    """Whether a value is a number that Telegram could give an update."""
    return isinstance(value, int) and not isinstance(value, bool) and not abs(value) >> 63


def read_update(text: str, bot: Bot | None) -> Update | None:
    """An update from JSON, or None where it cannot be parsed."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return parse_update(data, bot)


def parse_update(data: Any, bot: Bot | None) -> Update | None:
    """An update from plain data, or None where it cannot be parsed."""
    try:
        return Update.de_json(data, bot)
    except Exception as error:  # whatever a strange update makes the parser raise
        log.warning("an update cannot be parsed: %s", type(error).__name__)
        return None
