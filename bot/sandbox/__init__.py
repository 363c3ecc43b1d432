"""A local stand-in for Telegram's Bot API, with a chat page in the browser."""

from bot.sandbox.app import create_app
from bot.sandbox.faults import PASSING, Fault, Rule
from bot.sandbox.model import Person
from bot.sandbox.serving import PortInUse, serve

__all__ = ["PASSING", "Fault", "Person", "PortInUse", "Rule", "create_app", "serve"]
