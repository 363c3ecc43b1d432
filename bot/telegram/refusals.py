"""What Telegram says where a screen cannot take the place of another one."""

from telegram.error import TelegramError

UNCHANGED = "message is not modified"
NO_TEXT = "no text in the message to edit"
OTHER_KIND = (NO_TEXT, "no media in the message to edit")
"""A text cannot become a picture, or a picture a text."""

GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", *OTHER_KIND)
"""The screen is sent anew then."""


def says(error: TelegramError, *sayings: str) -> bool:
    """Whether it is one of these."""
    told = error.message.lower()
    return any(saying in told for saying in sayings)
