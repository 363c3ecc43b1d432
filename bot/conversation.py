"""One turn: load the facts, decide, commit the effects once, hand over what to say."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.added.asking import AskedToday
from bot.condition import Host
from bot.dialogue.events import (
    AskedInline,
    Event,
    Place,
    PollSent,
    Sender,
    Tapped,
    TappedAnywhere,
    Voted,
    Woke,
)
from bot.dialogue.inline import InlinePage
from bot.dialogue.language import phrase, speaking
from bot.dialogue.screens import Screen
from bot.loading import Files, Loader, Prospects
from bot.outside import NoPosters, Outside
from bot.retraining import Retraining
from bot.serving import Served, Serving
from bot.storage.base import Storage, Transaction
from bot.storage.kept import CannotSave, NightMoved, OutboxMessage, Wakeup
from bot.turns import inline
from bot.turns.dispatch import take
from bot.turns.extras import Need, needed
from bot.turns.known import Company, tmdb_id_of
from bot.turns.replies import PollClosing, Reply
from bot.turns.turn import Turn
from bot.turns.wants import takes_long, wants_actions, wants_company, wants_stations, with_command

ACTIONS_REACH = 100
"""So many of the latest actions can be undone."""


AHEAD = 3
"""So many films are got ready that may be suggested next."""

MOST_TRIES = 50
"""So often a turn is decided anew because others changed the same movie night; each time one of them got through."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a committed turn leaves to be delivered: replies in the outbox, and the answer to a tap.

    `retry_aside` asks to try again what was set aside.
    """

    messages: tuple[OutboxMessage, ...] = ()
    answer: str | None = None
    retry_aside: bool = False


class Conversation:
    """Answers events; nothing of a turn is visible before all of it is committed.

    Parameters
    ----------
    storage, serving, retraining
        The memory, the model, and who trains a new one.
    admins
        User ids that may retrain.
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        storage: Storage,
        serving: Serving,
        retraining: Retraining,
        *,
        admins: frozenset[int] = frozenset(),
        clock: Callable[[], int] = lambda: int(time.time()),
    ) -> None:
        self._storage = storage
        self._serving = serving
        self._retraining = retraining
        self._admins = admins
        self._clock = clock
        self._asked = AskedToday()
        self._loader = Loader(storage, serving, retraining.shelf, clock)
        self._outside: Outside = NoPosters()

    def fetching(self, files: Files) -> None:
        """Fetch files that people send from there."""
        self._loader.fetching(files)

    def watching(self, host: Host) -> None:
        """Tell admins how this host fares."""
        self._loader.watching(host)

    def scheduled(self, schedule: Prospects) -> None:
        """Tell admins when the next training is due."""
        self._loader.scheduled(schedule)

    def showing(self, outside: Outside) -> None:
        """Show posters and plots from there."""
        self._outside = outside
        self._loader.showing(outside)

    async def handle(self, update_id: int, event: Event) -> Outcome:
        """Take one event; effects, done mark and replies are committed in one transaction.

        Nothing comes of an update that waited while its sender was erased.
        """
        try:
            return await self._handle(update_id, event)
        except _DoneAlready:
            return Outcome()

    async def poll_sent(self, chat_id: int) -> Outcome:
        """Look at a movie night whose poll has become known: votes may have come before."""
        return await self._handle(None, PollSent(Place(chat_id, private=False)))

    async def _handle(self, update_id: int | None, event: Event) -> Outcome:
        """Decide anew while others were a moment faster with the movie night that this is about.

        And once where a plot came in that was wanted.
        """
        patient = True
        for last in (*[False] * (MOST_TRIES - 1), True):
            turn = await self._turn(event)
            try:
                with speaking(turn.language):
                    turn.extras = await self._loader.extras(turn.event, turn.served, is_admin=turn.is_admin)
                    return await self._take(update_id, turn, patient=patient)
            except _MoreIsKnown:
                patient = False
            except NightMoved:
                if last:
                    raise
            finally:
                turn.over()
        raise AssertionError

    async def _take(self, update_id: int | None, turn: Turn, *, patient: bool = False) -> Outcome:
        event = turn.event
        if turn.extras.is_large or takes_long(event):
            await asyncio.to_thread(take, turn)  # nobody else may have to wait for it
        else:
            take(turn)
        if patient and turn.unread and await self._outside.learn(turn.unread, turn.language):
            raise _MoreIsKnown
        outcome = await self._commit(update_id, turn)
        if turn.serve is not None:
            self._retraining.shelf.serve(event.place.chat_id, turn.tapped_message, turn.serve)
        return replace(outcome, messages=(*outcome.messages, *await self._retrained(turn)))

    async def _retrained(self, turn: Turn) -> Sequence[OutboxMessage]:
        """Begin a training that was asked for; the turn is committed, so nothing may make it be taken again."""
        event = turn.event
        with contextlib.suppress(CannotSave):
            if turn.retrain and not await self._retraining.start(event.place.chat_id):
                # Another admin was a moment faster.
                return [await self._enqueue(event, Reply(Screen(phrase("training-running"), turn.ways_on())))]
        return []

    async def offer(self, question: AskedInline) -> InlinePage:
        """Films for somebody who types the bot's name in any chat; nothing is kept of it."""
        facts = await self._storage.facts(question.sender.user_id)
        turn = Turn(question, facts, self._serving.served_to(question.sender.user_id), now=self._clock())
        with speaking(turn.language):
            return inline.offer(turn, question)

    async def due(self) -> Sequence[Wakeup]:
        """Wake-ups that are due now."""
        return await self._storage.due(self._clock())

    async def wake(self, wakeup: Wakeup) -> Outcome:
        """Speak first, as somebody asked for; the wake-up is gone or moved on in the same transaction."""
        sender, place = Sender(wakeup.user_id, language=wakeup.language), Place(wakeup.user_id)
        turn = await self._turn(Woke(sender, place, wakeup.kind, wakeup.due_at, wakeup.film))
        if not turn.known:
            return Outcome()  # erased since it came due
        try:
            with speaking(turn.language):
                take(turn)
                return await self._commit(None, turn)
        finally:
            turn.over()

    async def ignore(self, update_id: int) -> None:
        """Mark an update as done that asks for nothing."""
        async with self._storage.transaction() as tx:
            await tx.finish(update_id)

    async def apologise(self, update_id: int, event: Event, *, why: str) -> Outcome:
        """Set an update aside whose turn failed, and say so, so that nobody waits for ever."""
        with speaking(event.sender.language):
            reply = Reply(Screen(phrase("trouble")))
        async with self._storage.transaction() as tx:
            speaks = await tx.set_aside(update_id, why) and not isinstance(event, Voted)  # a vote asks for no answer
            messages = [await tx.enqueue(event.place.chat_id, reply.payload())] if speaks else []
        return Outcome(tuple(messages))

    async def set_aside(self, update_id: int, *, why: str) -> None:
        """Set an update aside that is nothing that anybody could be told about."""
        async with self._storage.transaction() as tx:
            await tx.set_aside(update_id, why)

    async def slow_down(self, event: Event) -> Outcome:
        """Tell somebody that they send more than can be read."""
        with speaking(await self._language(event)):
            return Outcome((await self._enqueue(event, Reply(Screen(phrase("too-fast")))),))

    async def hold_on(self, event: Event) -> str:
        """The answer to a tap of somebody who taps more than can be answered."""
        with speaking(await self._language(event)):
            return phrase("too-fast-tap").plain

    async def _language(self, event: Event) -> str:
        facts = await self._storage.facts(event.sender.user_id)
        return Turn(event, facts, self._serving.current, now=self._clock()).language

    async def _enqueue(self, event: Event, reply: Reply) -> OutboxMessage:
        async with self._storage.transaction() as tx:
            return await tx.enqueue(event.place.chat_id, reply.payload())

    async def _turn(self, event: Event) -> Turn:
        user_id = event.sender.user_id
        facts = await self._storage.facts(user_id)
        turn = Turn(event, facts, self._served(event), now=self._clock(), is_admin=user_id in self._admins)
        turn.event = with_command(turn)
        turn.plots = self._outside.plots(turn.language)
        if wants_stations(turn):
            turn.stations = {station.code: station for station in await self._storage.stations(user_id)}
        if wants_company(event):
            turn.company = await self._company(event)
        if wants_actions(turn):
            turn.actions = list(await self._storage.actions(user_id, limit=ACTIONS_REACH))
        return turn

    def _served(self, event: Event) -> Served:
        """The version of this person's half; a group's night is everybody's, and the bot tells of the current one."""
        if wants_company(event) or needed(event) in (Need.CONDITION, Need.STATISTICS):
            return self._serving.current
        return self._serving.served_to(event.sender.user_id)

    async def _company(self, event: Event) -> Company | None:
        chat_id: int | None = event.place.chat_id
        if isinstance(event, Voted):
            chat_id = await self._storage.chat_of_poll(event.poll_id, event.sender.user_id)
        if chat_id is None:
            return None
        night = await self._storage.night(chat_id)
        members = night.members if night is not None else ()
        return Company(chat_id, night, {m.user_id: await self._storage.facts(m.user_id) for m in members})

    async def _commit(self, update_id: int | None, turn: Turn) -> Outcome:
        sender = turn.event.sender
        async with self._storage.transaction() as tx:
            if update_id is not None and not await tx.finish(update_id):
                raise _DoneAlready
            if turn.speaks and (turn.replies or turn.effects):
                await tx.save_state(sender.user_id, turn.state.to_json(), language=sender.language)
            for effect in turn.effects:
                await effect(tx)
            if turn.missed is not None and self._asked.first(turn.user_id, turn.missed, self._clock()):
                await tx.want(turn.missed)
            messages = [await _enqueued(tx, turn, reply, first=not place) for place, reply in enumerate(turn.replies)]
        self._look_ahead(turn)
        answer = turn.answer if isinstance(turn.event, Tapped | TappedAnywhere) else None
        return Outcome(tuple(messages), answer, turn.retry_aside)

    def _look_ahead(self, turn: Turn) -> None:
        """Get posters ready of what is likely to be suggested next."""
        query, dial, recommender = turn.coming, turn.state.adventurous, turn.served.recommender
        if query is None:
            return

        def find() -> list[int]:
            movies = [
                recommender.catalog[int(i)] for i in recommender.shortlist(query, count=AHEAD, adventurous=dial)
            ]
            return [number for movie in movies if (number := tmdb_id_of(movie)) is not None]

        self._outside.expect(find, turn.language)


class _DoneAlready(Exception):
    """The update of this turn is done, or its sender erased: nothing of the turn may be kept."""


class _MoreIsKnown(Exception):
    """A plot came in that the turn would have told: decide again."""


async def _enqueued(tx: Transaction, turn: Turn, reply: Reply | PollClosing, *, first: bool) -> OutboxMessage:
    """A reply in the outbox; what others will read is kept with whom it may name, so that it goes with them.

    The first one is kept with the answer to the tap: should the process die now, the next start gives both.
    """
    chat_id = turn.event.place.chat_id if reply.chat_id is None else reply.chat_id
    members = turn.company.facts if turn.company is not None else ()
    named = {turn.user_id, *members} - {0, chat_id} if chat_id < 0 else ()
    payload = reply.payload(about=sorted(named))
    if first and isinstance(turn.event, Tapped) and turn.event.query:
        payload["answers"] = {"query": turn.event.query, "text": turn.answer}
    return await tx.enqueue(chat_id, payload)
