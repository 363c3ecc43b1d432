"""What came of a training, said to whoever asked for it, or to the admins where nobody did."""

import asyncio
import logging

from bot.dialogue import training_screens
from bot.dialogue.language import speaking, words
from bot.dialogue.screens import Screen
from bot.dialogue.training_screens import Report
from bot.retraining.changes import moves
from bot.retraining.shelf import Shelf
from bot.retraining.telling import Announcer, Teller, language_of
from bot.retraining.trainer import Result
from bot.retraining.watching import Ended
from bot.serving import Served, Serving
from bot.storage.base import Storage
from bot.storage.kept import KeptTraining, TrainingEnd
from bot.turns.replies import Reply
from bot.versions import beside, code_of

log = logging.getLogger(__name__)


_Replies = list[tuple[int, Reply]]


class Outcomes:
    """Notes how trainings end, and says it in the same transaction.

    Parameters
    ----------
    admins
        Are told of trainings that nobody asked for: in one line without a sound where all is well.
    """

    def __init__(self, storage: Storage, serving: Serving, shelf: Shelf, admins: frozenset[int]) -> None:
        self._storage, self._serving, self._shelf, self._admins = storage, serving, shelf, admins
        self._announcer: Announcer | None = None

    def through(self, announcer: Announcer) -> None:
        """Say it through this announcer."""
        self._announcer = announcer

    async def tell(self, training: KeptTraining, ended: Ended, teller: Teller, before: Served) -> None:
        """A training came to an end by itself, or was cancelled.

        Parameters
        ----------
        before
            What was served when it began.
        """
        seconds = round(teller.seconds)
        now = await self._storage.training()
        asked = now.chat_id if now is not None and now.training_id == training.training_id else None
        if asked is not None:
            replies = await self._replies(asked, ended, teller.message_id, seconds, before)
        elif ended.how is TrainingEnd.CANCELLED:
            replies = []
        else:
            replies = [(who, Reply(await self._unasked(who, ended, seconds))) for who in sorted(self._admins)]
        await self._end(training, ended.how, replies, version=_version(ended), asked=asked)

    async def cut_off(self, training: KeptTraining, how: TrainingEnd) -> None:
        """A training ended with the process that ran it."""
        replies: _Replies = []
        if training.chat_id is not None:
            with speaking(await language_of(self._storage, training.chat_id)):
                screen = training_screens.cut_off(self._serving.current.trained_at)
            now = await self._storage.training()
            shown = now.message_id if now is not None and now.training_id == training.training_id else None
            replies = [(training.chat_id, Reply(screen, shown or training.message_id))]
        await self._end(training, how, replies, asked=training.chat_id)

    async def _end(
        self,
        training: KeptTraining,
        how: TrainingEnd,
        replies: _Replies,
        *,
        asked: int | None,
        version: str | None = None,
    ) -> None:
        async with self._storage.transaction() as tx:
            over = await tx.end_training(training.training_id, how, version=version)
            if over is None or (asked is not None and over.chat_id is None):
                return  # told by another process; or whoever asked is erased
            messages = [await tx.enqueue(chat_id, reply.payload()) for chat_id, reply in replies]
        if self._announcer is not None:
            self._announcer.deliver(messages)

    async def _replies(
        self, chat_id: int, ended: Ended, message_id: int | None, seconds: int, before: Served
    ) -> _Replies:
        """For whoever asked: the progress message is closed, and the result makes itself heard."""
        with speaking(await language_of(self._storage, chat_id)):
            if ended.how is TrainingEnd.CANCELLED:
                screen = training_screens.cancelled(self._serving.current.trained_at, seconds)
                return [(chat_id, Reply(screen, message_id))]
            closed = Reply(training_screens.closed(), message_id)
            result = Reply(await self._asked(chat_id, ended, seconds, before))
            return [(chat_id, reply) for reply in ([result] if message_id is None else [closed, result])]

    async def _asked(self, chat_id: int, ended: Ended, seconds: int, before: Served) -> Screen:
        if ended.how is not TrainingEnd.DONE or ended.result is None:
            return self._trouble(ended)
        report = await self._report(ended.result, seconds, before.version)
        facts = await self._storage.facts(chat_id)
        try:
            moved = await asyncio.to_thread(moves, before, self._serving.current, facts)
        except Exception:  # the new model is served all the same, and that has to be said
            log.exception("what a training has changed for somebody cannot be worked out")
            moved = []
        return training_screens.done(report, moved, personal=bool(facts.ratings))

    async def _unasked(self, who: int, ended: Ended, seconds: int) -> Screen:
        with speaking(await language_of(self._storage, who)):
            if ended.how is not TrainingEnd.DONE or ended.result is None:
                return self._trouble(ended)
            return training_screens.done_quietly(ended.result.ratings, seconds)

    def _trouble(self, ended: Ended) -> Screen:
        """What somebody has to decide, or to know of."""
        result = ended.result
        if ended.how is TrainingEnd.HELD and result is not None:
            why = training_screens.why_held(
                result.held_back, beside(result.figures, "held_out"), beside(result.figures, "own")
            )
            served_at = self._serving.current.trained_at
            return training_screens.held_back(why, code=code_of(result.version), served_at=served_at)
        # With a result, it failed later than the trainer, and the log tells why.
        return training_screens.failed(ended.why if result is None else words("training-not-loaded"))

    async def _report(self, result: Result, seconds: int, served: str) -> Report:
        """What the new version and the one before tell of themselves."""
        versions = {version.name: version for version in await self._shelf.versions()}
        new, old = versions.get(result.version), versions.get(result.before or served)
        return Report(
            trained_at=None if new is None else new.trained_at,
            people=result.people,
            ratings=result.ratings,
            seconds=seconds,
            ratings_before=None if old is None else old.own_ratings,
            accuracy=None if new is None else new.accuracy,
            held_out=beside(result.figures, "held_out"),
            own=beside(result.figures, "own"),
            ended_comparison=self._serving.ended_comparison(result.version),
        )


def _version(ended: Ended) -> str | None:
    return None if ended.result is None else ended.result.version
