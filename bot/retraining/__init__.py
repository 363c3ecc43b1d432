"""Training anew while the bot runs: asked for in a chat or scheduled, in a process of its own, told as it goes."""

from bot.retraining.retraining import Retraining
from bot.retraining.telling import Announcer

__all__ = ["Announcer", "Retraining"]
