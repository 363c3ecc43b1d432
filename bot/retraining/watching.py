"""One training watched from here: until the trainer has ended, or somebody wants it to end."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from bot.retraining.telling import Teller, language_of
from bot.retraining.trainer import Result, TrainerFailed
from bot.storage.base import Storage
from bot.storage.kept import KeptTraining, StorageError, TrainingEnd

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds between looks at whether the training is to be ended; whoever asks for it may talk to another process."""

ALIVE_EVERY = 5.0
"""Seconds between signs of life."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a training ended: what the trainer told, or why there is nothing."""

    how: TrainingEnd
    result: Result | None = None
    why: str = ""


async def watched(
    run: Coroutine[Any, Any, Result], training: KeptTraining, teller: Teller, storage: Storage
) -> Ended | None:
    """Have the trainer run, and tell how far it is.

    Returns
    -------
    How it ended; None where another process has told that it is over. The trainer has ended in any case.
    """
    trainer = asyncio.create_task(run, name="trainer")
    watch = asyncio.create_task(_Watch(training, teller, storage).run(), name="training watch")
    try:
        await asyncio.wait([trainer, watch], return_when=asyncio.FIRST_COMPLETED)
        if trainer.done():
            result = trainer.result()
            return Ended(TrainingEnd.DONE if result.published else TrainingEnd.HELD, result)
        return Ended(TrainingEnd.CANCELLED) if watch.result() else None
    except (TrainerFailed, OSError) as error:
        return Ended(TrainingEnd.FAILED, why=str(error))
    except Exception as error:
        log.exception("retraining failed")
        return Ended(TrainingEnd.FAILED, why=type(error).__name__)
    finally:
        for task in (trainer, watch):
            task.cancel()
        await asyncio.gather(trainer, watch, return_exceptions=True)


class _Watch:
    """Looks at what storage says of a training, and keeps its progress message up to date."""

    def __init__(self, training: KeptTraining, teller: Teller, storage: Storage) -> None:
        self._training, self._teller, self._storage = training, teller, storage
        self._chat_id: int | None = None
        self._language = ""
        self._noted: int | None = None
        self._noted_at = 0.0

    async def run(self) -> bool:
        """Until it is to be ended (True), or is over for everybody else (False)."""
        while True:
            try:
                training = await self._storage.training()
                if training is None or training.training_id != self._training.training_id:
                    return False
                if training.ends:
                    return True
                await self._tell(training)
                await self._live()
            except StorageError as error:
                log.warning("a training cannot be watched just now: %s", error)
            await asyncio.sleep(LOOK_EVERY)

    async def _tell(self, training: KeptTraining) -> None:
        if training.chat_id is None:
            return
        if training.chat_id != self._chat_id:
            self._chat_id = training.chat_id
            self._language = await language_of(self._storage, training.chat_id)
        await self._teller.show(training.chat_id, self._language)

    async def _live(self) -> None:
        """Give a sign of life; at once where there is a new message, for that will have to be set right."""
        shown, now = self._teller.message_id, self._teller.seconds
        if shown != self._noted or now - self._noted_at >= ALIVE_EVERY:
            await self._storage.training_lives(self._training.training_id, shown)
            self._noted, self._noted_at = shown, now
