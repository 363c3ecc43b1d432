"""The sandbox's memory: chats and messages, and who is told when they change."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.sandbox.commands import CommandBook
from bot.sandbox.events import Hub
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.model import BOT, DEFAULT_PEOPLE, GROUP_ID, GROUP_TITLE, Chat, Content, Message, Person
from bot.sandbox.queries import InlineResults, PendingQueries
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.view import message_view
from bot.sandbox.webhook import Webhook
from bot.sandbox.wire import chat_json, message_json, user_json

ANSWER_SECONDS = 15.0


class Sandbox:
    """Everything the sandbox knows; lives in one event loop.

    Parameters
    ----------
    people
        Who may write; each has a private chat with the bot, and all are in the group.
    clock
        Unix time in seconds. Ids start from it, so that a bot with a memory of its own does not take
        the updates of a new run for old ones.
    group_privacy
        As Telegram has it by default: in the group the bot sees only commands, replies to it and mentions.
    answer_seconds
        How long a tap waits for ``answerCallbackQuery``.

    Attributes
    ----------
    latency
        Seconds that each call of the Bot API takes besides its work, as a network would.
    faults
        Which calls of the Bot API go wrong, and a log of calls.
    """

    def __init__(
        self,
        people: Sequence[Person] | None = None,
        *,
        clock: Callable[[], float] = time.time,
        group_privacy: bool = True,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        self.bot = BOT
        self.people = {person.id: person for person in (DEFAULT_PEOPLE if people is None else people)}
        self.chats = {chat.id: chat for chat in _chats(self.people.values())}
        self.group_privacy = group_privacy
        self.answer_seconds = answer_seconds
        self.latency = 0.0
        self.faults = Faults()
        self.clock = clock
        # Ten ids for every second since late 2023: a later run never meets the ids of an earlier one.
        first_id = max(1, int((clock() - 1_700_000_000) * 10))
        self._message_ids = itertools.count(first_id)
        self._poll_ids = itertools.count(first_id)
        self.updates = UpdateQueue(first_id)
        self.webhook = Webhook(self.updates)
        self.queries = PendingQueries(first_id)
        self.inline_results = InlineResults()
        self.files = FileStore()
        self.hub = Hub()
        self.commands = CommandBook()
        self.profile: dict[str, Any] = {}

    def new_poll_id(self) -> str:
        """An id for a poll, unique across runs."""
        return str(next(self._poll_ids))

    def message(self, chat: Chat, message_id: int | None) -> Message | None:
        """The message with this id in this chat, or None."""
        return None if message_id is None else chat.messages.get(message_id)

    def post(self, chat: Chat, sender: Person, content: Content, **further: Any) -> Message:
        """Add a message to a chat and show it on every page that is open there."""
        message = Message(next(self._message_ids), chat.id, int(self.clock()), sender, content, **further)
        chat.messages[message.message_id] = message
        self.publish(chat, {"type": "message", "message": message_view(message)})
        return message

    def edit(self, chat: Chat, message: Message, content: Content, *, dated: bool = True) -> Message:
        """Replace a message's content; ``dated`` marks it as edited."""
        edit_date = int(self.clock()) if dated else message.edit_date
        edited = replace(message, content=content, edit_date=edit_date)
        chat.messages[message.message_id] = edited
        if message.message_id > chat.cleared_up_to:
            self.publish(chat, {"type": "edited", "message": message_view(edited)})
        return edited

    def remove(self, chat: Chat, message: Message) -> None:
        """Delete a message for everyone."""
        del chat.messages[message.message_id]
        if message.message_id in chat.pinned:
            chat.pinned.remove(message.message_id)
        self.publish(chat, {"type": "deleted", "message_id": message.message_id})

    def clear(self, chat: Chat) -> None:
        """Empty what the pages show; the bot can still edit and delete."""
        chat.cleared_up_to = max(chat.messages, default=0)
        self.publish(chat, {"type": "cleared"})

    def publish(self, chat: Chat, event: dict[str, Any]) -> None:
        """Tell the pages of everyone in the chat."""
        self.hub.publish(chat.members, {"type": event["type"], "chat_id": chat.id, **event})

    def publish_commands(self) -> None:
        """Tell every page which commands its person sees now."""
        for chat in self.chats.values():
            for person_id in chat.members:
                commands = self.commands.shown_to(self.people[person_id], chat)
                event = {"type": "commands", "chat_id": chat.id, "commands": commands}
                self.hub.publish([person_id], event)

    def chat_wire(self, chat: Chat) -> dict[str, Any]:
        """The chat as the Bot API writes it."""
        return chat_json(chat, self.people.get(chat.id))

    def message_wire(self, message: Message, *, nested: bool = True) -> dict[str, Any]:
        """The message as the Bot API writes it, with what it replies to one level deep."""
        chat = self.chats[message.chat_id]
        replied = self.message(chat, message.reply_to) if nested else None
        pinned = self.message(chat, message.pinned_id) if nested else None
        return message_json(
            message,
            self.chat_wire(chat),
            replied=self.message_wire(replied, nested=False) if replied else None,
            pinned=self.message_wire(pinned, nested=False) if pinned else None,
        )

    def user_wire(self, person: Person) -> dict[str, Any]:
        """The person as the Bot API writes them."""
        return user_json(person)

    def close(self) -> None:
        """End whatever waits: polls, streams, taps. Nothing waits from here on."""
        self.updates.close()
        self.hub.close()
        self.queries.close()
        self.faults.closed.set()

    async def aclose(self) -> None:
        """Close, and stop delivering to a webhook."""
        self.close()
        await self.webhook.stop()


def _chats(people: Iterable[Person]) -> list[Chat]:
    everyone = list(people)
    private = [Chat(person.id, person.first_name, (person.id,)) for person in everyone]
    return [*private, Chat(GROUP_ID, GROUP_TITLE, tuple(person.id for person in everyone))]
