"""People on the stage: they write, tap and send files, and wait for what the bot says."""

import asyncio
from dataclasses import dataclass

from bot.sandbox import Person, acting
from bot.sandbox.model import GROUP_ID, Chat, Message
from bot.sandbox.state import Sandbox

PATIENCE = 60.0
"""Seconds until the bot must have said something."""


@dataclass
class Actor:
    """One person in a private chat, or in the group."""

    sandbox: Sandbox
    person: Person
    in_group: bool = False

    @property
    def chat(self) -> Chat:
        """Where the person is."""
        return self.sandbox.chats[GROUP_ID if self.in_group else self.person.id]

    @property
    def shown(self) -> list[Message]:
        """The bot's messages, the latest last."""
        return [message for message in self.chat.messages.values() if message.sender.is_bot]

    def say(self, text: str, *, reply_to: int | None = None, forwarded_from: str | None = None) -> Message:
        """Write without waiting."""
        return acting.say(
            self.sandbox, self.chat, self.person, text, reply_to=reply_to, forwarded_from=forwarded_from
        )

    async def ask(self, text: str, *, reply_to: int | None = None, forwarded_from: str | None = None) -> Message:
        """Write, and what the bot says or changes next."""
        before = self.state()
        self.say(text, reply_to=reply_to, forwarded_from=forwarded_from)
        return await self.answer(before)

    async def edit(self, text: str) -> Message:
        """Ask for help and make something else of that message; what the bot says or changes next."""
        before = self.state()
        written = self.say("/help")
        await self.answer(before)
        before = self.state()
        acting.edit_own(self.sandbox, self.chat, self.person, written.message_id, text)
        return await self.answer(before)

    async def send_file(
        self, name: str, content: bytes, *, kind: str = "document", caption: str = "", mime_type: str = "text/csv"
    ) -> Message:
        """Send a file, and what the bot says or changes next."""
        before = self.state()
        acting.upload(
            self.sandbox, self.chat, self.person,
            content=content, name=name, mime_type=mime_type, caption=caption, kind=kind,
        )  # fmt: skip
        return await self.answer(before)

    async def tap(self, label: str) -> Message:
        """Tap the latest button that begins so, and what the bot says or changes next."""
        before = self.state()
        message, data = self.button(label)
        await acting.tap(self.sandbox, self.chat, self.person, message.message_id, data)
        return await self.answer(before)

    def button(self, label: str) -> tuple[Message, str]:
        """The latest button that begins so: its message and data.

        Raises
        ------
        LookupError
            Where there is none.
        """
        for message in reversed(self.shown):
            for button in (button for row in message.content.keyboard for button in row):
                if str(button["text"]).startswith(label) and "callback_data" in button:
                    return message, str(button["callback_data"])
        raise LookupError(f"no button «{label}» for {self.person.first_name}")

    def state(self) -> dict[int, object]:
        """What the bot shows now, to tell a change by."""
        return {message.message_id: message.content for message in self.shown}

    async def answer(self, before: dict[int, object]) -> Message:
        """The first message that is new or another one than before.

        Raises
        ------
        TimeoutError
            Where there is none.
        """
        async with asyncio.timeout(PATIENCE):
            while True:
                for message in self.shown:
                    if before.get(message.message_id) is not message.content:
                        return message
                await asyncio.sleep(0.002)
