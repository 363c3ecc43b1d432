"""The stand-in for Telegram and the real bot on it, in one process: what `matinee sandbox` starts."""

import secrets
from collections.abc import Callable

from bot.bootstrap import parts, start_logs
from bot.health import health
from bot.sandbox import PASSING, Rule, create_app
from bot.sandbox import serve as serve_sandbox
from bot.settings import SANDBOX_DATABASE, Settings
from bot.stopping import told_to_stop
from bot.web import PortInUse
from recengine.errors import MatineeError

SANDBOX_ADMIN = 1001


async def run_sandbox(settings: Settings, *, port: int, ready: Callable[[str], None], faults: float = 0.0) -> None:
    """The stand-in for Telegram with its chat page, and the real bot talking to it, until interrupted.

    Parameters
    ----------
    faults
        Share of the calls of the Bot API that go wrong, in ways drawn at random.

    Raises
    ------
    MatineeError
        Where the port is taken, or the model or database cannot be used.
    """
    token = f"1:{secrets.token_hex(16)}"
    told = settings.log_level if "log_level" in settings.model_fields_set else "warning"
    start_logs(settings, told, token)
    database = settings.database if settings.database_url else settings.matinee_home / SANDBOX_DATABASE
    admins = frozenset({SANDBOX_ADMIN}) | settings.admin_ids
    stand_in = create_app(token=token)
    if faults:
        stand_in.state.sandbox.faults.inject(Rule(PASSING, share=faults))
    try:
        with told_to_stop() as stop:
            async with (
                serve_sandbox(stand_in, port=port) as address,
                parts(settings, database=database, admins=admins) as made,
                health(made.watched(), settings.health_port),
                made.bot(token=token, api_url=address, admins=admins),
            ):
                ready(address)
                await stop.wait()
    except PortInUse as error:
        raise MatineeError(f"{error.strerror}; choose another with --port") from None
