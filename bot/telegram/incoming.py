"""Telegram's updates as events."""

from telegram import Chat, ChatMember, InlineQuery, Message, Update, User
from telegram.constants import ChatType

from bot.dialogue.commands import parse_command
from bot.dialogue.events import (
    AskedInline,
    Event,
    Left,
    Migrated,
    Place,
    Said,
    Sender,
    SentFile,
    SentOther,
    Tapped,
    TappedAnywhere,
    Voted,
)

_KINDS = (
    "photo",
    "voice",
    "audio",
    "video",
    "video_note",
    "sticker",
    "animation",
    "location",
    "contact",
    "poll",
    "dice",
)


def to_event(update: Update, *, me: str | None = None) -> Event | None:
    """What a person did, or None where the update asks for nothing of the bot with the username `me`."""
    if update.callback_query is not None:
        query = update.callback_query
        if query.data is not None and query.inline_message_id is not None:
            return TappedAnywhere(_sender(query.from_user), query.data)
        if query.message is None or query.data is None:
            return None
        place = _place(query.message.chat)
        return Tapped(_sender(query.from_user), place, query.message.message_id, query.data, query.id)
    if update.poll_answer is not None:
        answer = update.poll_answer
        return None if answer.user is None else Voted(_sender(answer.user), answer.poll_id, tuple(answer.option_ids))
    if update.my_chat_member is not None:
        change = update.my_chat_member
        blocked = change.chat.type == ChatType.PRIVATE and change.new_chat_member.status == ChatMember.BANNED
        return Left(_sender(change.from_user), _place(change.chat)) if blocked else None
    message = update.message or update.edited_message
    if message is not None and message.migrate_to_chat_id is not None:
        return Migrated(Sender(0), _place(message.chat), message.migrate_to_chat_id)
    if message is None or message.from_user is None or message.from_user.is_bot or message.via_bot is not None:
        return None
    event = _from_message(message, edited=update.message is None, me=me)
    return None if isinstance(event, Said) and _is_for_another(event.text, me) else event


def to_question(query: InlineQuery) -> AskedInline:
    """What somebody types behind the bot's name."""
    return AskedInline(_sender(query.from_user), query.query, query.offset)


def _from_message(message: Message, *, edited: bool, me: str | None) -> Event | None:
    assert message.from_user is not None
    sender, place = _sender(message.from_user), _place(message.chat)
    if message.left_chat_member is not None:
        return None if message.left_chat_member.is_bot else Left(_sender(message.left_chat_member), place)
    if message.text is not None:
        return Said(
            sender,
            place,
            message.text,
            edited=edited,
            forwarded=message.forward_origin is not None,
            reply_to=_own(message.reply_to_message, me),
        )
    document = message.document
    if document is not None and message.animation is None:
        name, mime = document.file_name or "", document.mime_type or ""
        file = SentFile(sender, place, document.file_id, name, document.file_size or 0, mime)
        return None if edited else file
    kind = next((name.replace("_", "-") for name in _KINDS if getattr(message, name, None)), None)
    return None if kind is None or edited else SentOther(sender, place, kind)


def _own(replied: Message | None, me: str | None) -> int | None:
    """The id of a message that was replied to, where it is one of ours."""
    if replied is None or replied.from_user is None or not me:
        return None
    return replied.message_id if (replied.from_user.username or "").lower() == me.lower() else None


def _is_for_another(text: str, me: str | None) -> bool:
    """Whether a text is a command such as «/start@other_bot»."""
    called = parse_command(text)
    return bool(me and called and called.bot and called.bot.lower() != me.lower())


def lane_of(update: Update) -> int:
    """Whose updates this one has to stay in order with: the person's, else the chat's, else one lane for all."""
    if update.effective_user is not None:
        return update.effective_user.id
    return update.effective_chat.id if update.effective_chat is not None else 0


def _sender(user: User) -> Sender:
    return Sender(user.id, user.first_name or "", user.language_code or "en")


def _place(chat: Chat) -> Place:
    return Place(chat.id, private=chat.type == ChatType.PRIVATE)
