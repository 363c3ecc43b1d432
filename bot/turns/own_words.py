"""What somebody said, in the language that is understood."""

from bot.dialogue.understanding.spanish import in_english
from bot.turns.turn import Turn


def in_own_words(turn: Turn, text: str) -> str:
    """A message of a Spanish speaker as English, unless it names a film; any other as it is."""
    if turn.language != "es" or turn.served.titles.search(text, limit=1).confident:
        return text
    return in_english(text)
