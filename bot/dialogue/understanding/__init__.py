"""What a message means: intent, films, rating, wishes. Pure functions over plain data."""

from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.understanding import Understanding

__all__ = ["Intent", "Meaning", "Understanding"]
