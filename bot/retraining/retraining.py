"""One training at a time: begun, ended when asked to, and told of."""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.retraining.outcomes import Outcomes
from bot.retraining.shelf import Shelf
from bot.retraining.telling import Announcer, Teller
from bot.retraining.trainer import run_trainer
from bot.retraining.watching import Ended, watched
from bot.serving import Serving
from bot.storage.base import Storage
from bot.storage.kept import KeptTraining, StorageError, TrainingEnd
from recengine.errors import ModelError
from recengine.persistence import ModelStore

log = logging.getLogger(__name__)

DEAD_AFTER = 30
"""Seconds without a sign of life after which the process that ran a training counts as dead."""

STOP_SECONDS = 1.0
"""To note that a training was ended with the bot; else it is noted at the next start."""


class Retraining:
    """One training at a time, whichever process runs it; the storage knows of it.

    Parameters
    ----------
    storage
        Keeps what is under way, and who is told.
    serving, store
        Who takes over the new version, and where it will be.
    admins
        Are told what came of trainings that nobody asked for.
    command
        The trainer's command line; it prints JSON lines, see `bot.retraining.trainer`.
    environment
        Environment of the trainer.
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        storage: Storage,
        serving: Serving,
        store: ModelStore,
        *,
        admins: frozenset[int] = frozenset(),
        command: Sequence[str] = (sys.executable, "-m", "bot", "train", "--progress", "json"),
        environment: dict[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.shelf = Shelf(store, serving, storage)
        self._storage = storage
        self._serving = serving
        self._store = store
        self._outcomes = Outcomes(storage, serving, self.shelf, admins)
        self._command = tuple(command)
        self._environment = environment
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self._announcer: Announcer | None = None

    def through(self, announcer: Announcer) -> None:
        """Say progress and results through this announcer."""
        self._announcer = announcer
        self._outcomes.through(announcer)
        self.shelf.through(announcer)

    @property
    def running(self) -> bool:
        """Whether this process runs a training."""
        return self._task is not None and not self._task.done()

    async def is_free(self) -> bool:
        """Whether nobody trains, by hand or left over by a bot that died either."""
        return await asyncio.to_thread(self._lock_is_free)

    def _lock_is_free(self) -> bool:
        try:
            with self._store.training():
                return True
        except ModelError:
            return False

    async def start(self, chat_id: int | None = None) -> bool:
        """Begin a training and tell this chat how it goes, or the admins what came of it; False where one runs.

        Raises
        ------
        StorageError
            Where it cannot be noted.
        """
        if self.running:
            return False
        await self.set_right()
        async with self._storage.transaction() as tx:
            training = await tx.begin_training(chat_id)
        if training is None:
            return False
        self._task = asyncio.create_task(self._run(training), name="retraining")
        return True

    async def stop(self) -> None:
        """End a training that this process runs; the model that is served stays."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.shelf.stop()

    async def set_right(self, *, alone: bool = False) -> None:
        """Say that a training is over whose process died, where it was told that it goes on.

        Parameters
        ----------
        alone
            Whether no other process can be running one, so that no silence has to be waited for.
        """
        training = await self._storage.training()
        if training is None or self.running:
            return
        if not alone and self._clock() - training.alive_at < DEAD_AFTER:
            return
        log.warning("a training ended with the process that ran it")
        try:
            await self._outcomes.cut_off(training, TrainingEnd.LOST)
        except StorageError as error:
            log.warning("that cannot be noted just now: %s", error)

    async def _run(self, training: KeptTraining) -> None:
        teller = Teller(self._announcer, training.training_id)
        before = self._serving.current
        try:
            run = run_trainer(self._command, environment=self._environment, tell=teller.advance)
            ended = await watched(run, training, teller, self._storage)
            if ended is not None:
                await self._outcomes.tell(training, await self._served(ended), teller, before)
        except asyncio.CancelledError:
            with contextlib.suppress(TimeoutError, StorageError):
                await asyncio.wait_for(self._outcomes.cut_off(training, TrainingEnd.STOPPED), STOP_SECONDS)
            raise
        except Exception:  # set right when somebody looks for a training that gives no sign of life
            log.exception("what came of a training could not be told")

    async def _served(self, ended: Ended) -> Ended:
        """What ended well has ended well only once it is served."""
        if ended.how is not TrainingEnd.DONE or ended.result is None:
            return ended
        if await self._serving.takes_over(ended.result.version):
            return ended
        return replace(ended, how=TrainingEnd.FAILED)
