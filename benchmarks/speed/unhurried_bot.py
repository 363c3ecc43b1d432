"""The bot as `matinee run` starts it, but for Telegram's limits, which a stand-in does not have.

python -m benchmarks.speed.unhurried_bot

Settings come from the environment, as they do for `matinee run`.
"""

import asyncio
import sys

from bot.bootstrap import parts, start_logs
from bot.live import Credentials
from bot.settings import load_settings
from bot.stopping import told_to_stop
from bot.telegram.pace import UNHURRIED


async def main() -> None:
    """Run until told to stop."""
    settings = load_settings()
    known = Credentials.of(settings)
    start_logs(settings, settings.log_level)
    with told_to_stop() as stop:
        async with (
            parts(settings, database=settings.database, admins=settings.admin_ids) as made,
            made.bot(token=known.token, api_url=settings.telegram_api_url, limits=UNHURRIED),
        ):
            sys.stdout.write("running\n")
            sys.stdout.flush()
            await stop.wait()


if __name__ == "__main__":
    asyncio.run(main())
