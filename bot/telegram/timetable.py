"""Scheduled trainings by python-telegram-bot's job queue, in one process of a bot."""

import asyncio
from typing import Any

from telegram.ext import Application, ContextTypes

from bot.retraining.schedule import Schedule

LOOK_EVERY = 60.0
"""Seconds between two looks; the first one comes as much after the start, which is busy enough."""


async def follow(application: Application[Any, Any, Any, Any, Any, Any], schedule: Schedule) -> None:
    """Look at the schedule every minute, until cancelled."""

    async def look(context: ContextTypes.DEFAULT_TYPE) -> None:
        await schedule.look()

    queue = application.job_queue
    assert queue is not None
    # After a sleep of the machine one look is enough, however late.
    late = {"misfire_grace_time": None, "coalesce": True}
    job = queue.run_repeating(look, LOOK_EVERY, name="retraining schedule", job_kwargs=late)
    try:
        await asyncio.get_running_loop().create_future()  # that is, for ever
    finally:
        job.schedule_removal()
