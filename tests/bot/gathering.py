"""Several people in one group with the bot; messages get through as the outbox would bring them."""

from dataclasses import dataclass, field

from bot.conversation import Outcome
from bot.dialogue.events import Event, Left, Place, Said, Sender, Tapped, Voted
from bot.dialogue.screens import Screen
from bot.nights import NightMessage, Posted
from bot.storage.kept import OutboxMessage
from tests.bot.chatting import GROUP, UPDATES, House


@dataclass
class Group:
    """What everybody in a group sees: messages by id, which of them are polls, and which of those are closed.

    With `held`, polls reach the chat and their ids are not committed yet: `release` commits them.
    """

    home: House
    chat_id: int = GROUP
    language: str = "en"
    messages: dict[int, Screen] = field(default_factory=dict)
    polls: dict[str, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    held: list[tuple[OutboxMessage, Posted]] | None = None
    latest: int = 0
    answer: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.chat_id, private=False)

    @property
    def text(self) -> str:
        """The words of the latest message that is no poll."""
        return self.messages[self.latest].text.plain

    @property
    def labels(self) -> list[str]:
        """The buttons of that message."""
        return [button.label for row in self.messages[self.latest].rows for button in row]

    @property
    def poll(self) -> str:
        """The id of the latest poll."""
        return list(self.polls)[-1]

    @property
    def options(self) -> list[str]:
        """What it asks about."""
        poll = self.messages[self.polls[self.poll]].poll
        assert poll is not None
        return list(poll.options)

    async def say(self, who: int, text: str, *, reply_to: int | None = None) -> str | None:
        """Say something; the words of the answer, or None where there is none."""
        return await self.take(Said(self._sender(who), self.place, text, reply_to=reply_to))

    async def tap(self, who: int, label: str, *, message: int | None = None) -> str | None:
        """Tap the first button whose label has these words in it; the answer to the tap."""
        screen = self.messages[message or self.latest]
        data = next((b.data for row in screen.rows for b in row if label in b.label), None)
        assert data is not None, f"no button {label!r} under {screen.text.plain!r}: {self.labels}"
        return await self.tap_data(who, data, message=message)

    async def tap_data(self, who: int, data: str, *, message: int | None = None) -> str | None:
        """Send any callback data."""
        await self.take(Tapped(self._sender(who), self.place, message or self.latest, data))
        return self.answer

    async def close(self, who: int) -> str | None:
        """Tap «Close the vote» under the latest poll."""
        return await self.tap(who, "Close", message=self.polls[self.poll])

    async def vote(self, who: int, *options: int, poll: str | None = None) -> str | None:
        """Vote, or take the vote back."""
        return await self.take(Voted(self._sender(who), poll or self.poll, options))

    async def leave(self, who: int) -> str | None:
        """Leave the group."""
        return await self.take(Left(self._sender(who), self.place))

    async def join(self, *people: int) -> None:
        """Everybody taps «I'm in» on the latest message."""
        for who in people:
            await self.tap(who, "🙋")

    async def rate(self, who: int, *titles: str, how: str = "😍") -> None:
        """Rate films in private."""
        await self.home.chat(who).rate(*titles, how=how)

    async def take(self, event: Event) -> str | None:
        """Handle an event and bring what is said to the group."""
        outcome = await self.home.conversation.handle(next(UPDATES), event)
        self.answer = outcome.answer
        return await self.see(outcome)

    async def see(self, outcome: Outcome) -> str | None:
        """Bring what was said to the group."""
        for message in outcome.messages:
            await self._bring(message)
        return self.text if outcome.messages else None

    async def release(self) -> str | None:
        """Commit the ids of polls that were held."""
        held, self.held = self.held or [], None
        for message, posted in held:
            await self.home.storage.sent(message.outbox_id, posted)
            await self.see(await self.home.conversation.poll_sent(self.chat_id))
        return self.text

    async def _bring(self, message: OutboxMessage) -> None:
        assert message.chat_id == self.chat_id
        storage = self.home.storage
        if "closes" in message.payload:
            closes = NightMessage(**message.payload["closes"])
            self.closed |= set(await storage.polls(self.chat_id, closes.number, closes.round))
            await storage.sent(message.outbox_id)
            return
        screen = Screen.from_json(message.payload["screen"])
        message_id = message.payload["instead_of"] or max(self.messages, default=0) + 1
        self.messages[message_id] = screen
        shows = message.payload.get("night")
        poll_id = None
        if screen.poll is None:
            self.latest = message_id
        else:
            poll_id = f"poll-{message_id}"
            self.polls[poll_id] = message_id
        posted = None if shows is None else Posted(NightMessage(**shows), self.chat_id, message_id, poll_id)
        if posted is not None and poll_id is not None and self.held is not None:
            self.held.append((message, posted))
            return
        await storage.sent(message.outbox_id, posted)
        if poll_id is not None:
            await self.see(await self.home.conversation.poll_sent(self.chat_id))

    def _sender(self, who: int) -> Sender:
        return Sender(who, NAMES.get(who, f"P{who}"), self.language)


ANN, BOB, CAT, DAN = 71, 72, 73, 74
NAMES = {ANN: "Ann", BOB: "Bob", CAT: "Cat", DAN: "Dan"}
