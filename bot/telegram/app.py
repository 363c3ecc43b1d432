"""The bot on Telegram: polling or webhook, from the durable inbox to the outbox."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from telegram import InlineQuery, Update
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.conversation import Conversation, Outcome
from bot.dialogue.events import Event
from bot.logs import cause, hide
from bot.metrics import Metrics
from bot.retraining import Retraining
from bot.retraining.schedule import Schedule
from bot.storage.base import Storage
from bot.storage.kept import StorageError
from bot.telegram import inline
from bot.telegram.alone import Alone
from bot.telegram.announcing import OutboxAnnouncer
from bot.telegram.answering import answer
from bot.telegram.downloads import TelegramFiles
from bot.telegram.ending import end
from bot.telegram.gate import Gate, Patience
from bot.telegram.inbox import DurableQueue
from bot.telegram.incoming import to_event, to_question
from bot.telegram.lanes import Lanes
from bot.telegram.measuring import MeasuredCalls, MeasuredHandler
from bot.telegram.menu import register_commands
from bot.telegram.network import Network
from bot.telegram.outage import Outage, Speaks, to_everybody
from bot.telegram.outbox import Letters, Outbox
from bot.telegram.pace import Limits, Pace
from bot.telegram.photos import Draw, Posters
from bot.telegram.refusing import Refusing
from bot.telegram.request import UpdatesRequest
from bot.telegram.starting import App, initialize, start_polling
from bot.telegram.timetable import follow
from bot.telegram.waking import Waking
from bot.telegram.working import Gone, Tools, Working

log = logging.getLogger(__name__)

CONNECTIONS = 32
POOL_SECONDS = 5.0
"""For a connection to become free; more calls than connections are rare, and only wait then."""

MOST_TRIES = 2
"""So often a turn is tried; one that fails again will fail for ever."""

ALLOWED = ["message", "edited_message", "callback_query", "inline_query", "poll_answer", "my_chat_member"]


@dataclass(frozen=True, slots=True)
class Running:
    """The parts of a bot that is up, for whoever drives it."""

    application: App
    queue: DurableQueue


@asynccontextmanager
async def running_bot(
    *,
    token: str,
    api_url: str,
    storage: Storage,
    conversation: Conversation,
    retraining: Retraining,
    schedule: Schedule,
    admins: frozenset[int] = frozenset(),
    polling: bool = True,
    draw: Draw | None = None,
    posters: Posters | None = None,
    limits: Limits | None = None,
    patience: Patience | None = None,
    metrics: Metrics | None = None,
    working: Working = Alone,
    speaks: Speaks = to_everybody,
) -> AsyncIterator[Running]:
    """The bot from start to orderly end: what was pending is taken up again, what was begun is finished.

    Parameters
    ----------
    schedule
        When to train without being asked.
    limits
        How many messages go out; Telegram's limits unless told otherwise.
    patience
        How much one person may send, and how much may wait.
    metrics
        Where updates and calls are counted.
    working
        Whether this process works alone, as it does unless told otherwise, or shares the work.
    speaks
        To whom it says that nothing can be saved.

    Raises
    ------
    TokenError
        Where the token is wrong.
    UnreachableError
        Where Telegram cannot be reached at the start.
    """
    hide(token)
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else each RetryAfter warns on stderr
    outage, gate, metrics = Outage(admins, speaks=speaks), Gate(patience), metrics or Metrics()
    queue, lanes = DurableQueue(storage, outage, gate), Lanes(gate=gate)
    application = _build(token, api_url, queue, lanes, storage, Pace(limits), metrics)
    outage.through(application.bot)

    def outbox(gone: Gone | None = None) -> Outbox:
        return Outbox(
            application.bot,
            storage,
            draw=draw,
            posters=posters,
            poll_sent=poll_sent,
            patiently=outage.patiently,
            gone=gone,
        )

    async def poll_sent(chat_id: int) -> None:
        try:
            work.letters.deliver((await conversation.poll_sent(chat_id)).messages)
        except Exception:
            log.exception("early votes of a movie night are counted with the next one")

    work = working(Tools(application, storage, queue, lanes, gate, outbox, poll_sent))
    refusing = Refusing(conversation, work.letters)
    queue.refusing(refusing)
    if working is Alone:
        await retraining.set_right(alone=True)  # what it says of it is among the replies that are taken up
    retraining.through(OutboxAnnouncer(application.bot, work.letters))
    conversation.fetching(TelegramFiles(application.bot))
    handler = _Handler(conversation, work.letters, queue, outage)
    application.add_handler(TypeHandler(Update, MeasuredHandler(handler, metrics)))
    await initialize(application)
    try:
        await work.take_up()
        await application.start()
        if polling:
            await start_polling(application, ALLOWED)
        commands = partial(register_commands, application.bot, admins)
        waking = Waking(conversation, work.letters, work.lane)
        async with work.looking_after(commands, waking.run, partial(follow, application, schedule)):
            yield Running(application, queue)
    finally:
        await refusing.stop()
        await end(application, work, retraining)


class _Handler:
    """From an update to a committed turn and its delivery."""

    def __init__(self, conversation: Conversation, letters: Letters, queue: DurableQueue, outage: Outage) -> None:
        self._conversation = conversation
        self._letters = letters
        self._queue = queue
        self._outage = outage

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.inline_query is not None:
            await self._inline(update, update.inline_query)
            return
        me = context.bot.username
        try:
            outcome = await self._outage.patiently(lambda: self._take(update, me), update=update)
        except StorageError as error:
            log.error("an update has to wait for the next start: %s", error, extra={"update_id": update.update_id})
            return
        self._letters.deliver(outcome.messages)
        if outcome.retry_aside:
            await self._outage.patiently(lambda: self._queue.retry(update.get_bot()))
        if update.callback_query is not None and not self._outage.answered(update):
            await answer(update.get_bot(), update.callback_query.id, outcome.answer)

    async def _take(self, update: Update, me: str) -> Outcome:
        """What is committed when this returns, so that it may be done again where it raises."""
        try:
            return await self._taken(update, me)
        except StorageError:
            raise
        except Exception as error:  # whatever a strange update makes us raise: it must not come back for ever
            why, told = cause(error), {"update_id": update.update_id}
            log.error("an update could not be handled and is set aside, /status tells of it: %s", why, extra=told)
            await self._conversation.set_aside(update.update_id, why=why)
            return Outcome()

    async def _taken(self, update: Update, me: str) -> Outcome:
        event = to_event(update, me=me)
        if event is None:
            await self._conversation.ignore(update.update_id)
            return Outcome()
        return await self._turn(update, event)

    async def _inline(self, update: Update, query: InlineQuery) -> None:
        """Saves nothing, so that there is nothing to try again or to set aside."""
        try:
            await inline.answer(query, await self._conversation.offer(to_question(query)))
        except Exception as error:  # whatever a strange query makes us raise
            told = {"update_id": update.update_id}
            log.error("an inline query could not be answered: %s", cause(error), extra=told)

    async def _turn(self, update: Update, event: Event) -> Outcome:
        told = {"update_id": update.update_id}
        for left in reversed(range(MOST_TRIES)):
            try:
                return await self._conversation.handle(update.update_id, event)
            except StorageError:
                raise
            except Exception as error:
                why = cause(error)
            if left:
                log.warning("a turn failed and is tried again: %s", why, extra=told)
        log.error("a turn failed; its update is set aside, /status tells of it: %s", why, extra=told)
        return await self._conversation.apologise(update.update_id, event, why=why)


def _build(
    token: str, api_url: str, queue: DurableQueue, lanes: Lanes, storage: Storage, pace: Pace, metrics: Metrics
) -> App:
    updates = UpdatesRequest(storage.quarantine, heard=metrics.contact, connection_pool_size=2)
    others = Network(connection_pool_size=CONNECTIONS, pool_timeout=POOL_SECONDS)
    builder = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(others)
        .get_updates_request(updates)
        .update_queue(queue)
        .concurrent_updates(lanes)
        .rate_limiter(MeasuredCalls(pace, metrics))
    )
    application = builder.build()
    updates.handing_on(queue.put_all, application.bot)
    return application
