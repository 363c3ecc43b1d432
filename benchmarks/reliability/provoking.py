"""What makes the bot call each method of the Bot API, for one person in a chat of their own."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.films import Named
from benchmarks.reliability.stage import Stage, until
from bot.dialogue.language import words
from bot.sandbox import Person, acting, inline
from bot.sandbox.model import Chat

FILE = b"Date,Name,Year,Letterboxd URI,Rating\n2020-05-01,Heat,1995,https://boxd.it/x,4.5\n"

FIRST_GROUP = -7000
SECRET = "a-secret-of-the-webhook"

TRIED_ONCE = frozenset({"deleteMessage", "editMessageReplyMarkup"})
"""Made by hosts with posters alone, and never again where they fail: `tests/bot/telegram/test_photos.py`."""

Deed = Callable[[Stage, Actor], Awaitable[object]]


@dataclass(frozen=True)
class Provoked:
    """One method, and how it comes to be called.

    Attributes
    ----------
    before
        What people do while everything goes right.
    deed
        What then makes the bot call the method; done again where the bot has given up.
    company
        Methods of one company meet their faults side by side, in chats of their own. Calls that name no chat cannot
        be told apart: who makes them besides is in another company.
    in_group
        Whether it takes a group.
    """

    method: str
    before: Deed
    deed: Deed
    company: str = "chats"
    in_group: bool = False

    @property
    def names_chat(self) -> bool:
        """Whether its calls tell which chat they are about."""
        return self.method.startswith(("send", "edit", "stop"))


@dataclass
class Host(Actor):
    """A person with a group of their own: a group that hears much is written to more slowly."""

    @property
    def chat(self) -> Chat:
        """See `Actor.chat`."""
        number = FIRST_GROUP - self.person.id
        return self.sandbox.chats.setdefault(number, Chat(number, f"Group {number}", (self.person.id,)))


def actor_of(made: Stage, person: Person, provoked: Provoked) -> Actor:
    """Who acts."""
    return (Host if provoked.in_group else Actor)(made.sandbox, person)


async def _nothing(made: Stage, actor: Actor) -> None:
    pass


async def _card(made: Stage, actor: Actor) -> None:
    await actor.ask("/recommend")


def _saying(text: str) -> Deed:
    async def say(made: Stage, actor: Actor) -> None:
        actor.say(text)

    return say


def _tapping(*keys: str) -> Deed:
    """The first of these buttons that there is."""

    async def tap(made: Stage, actor: Actor) -> None:
        for key in keys:
            with contextlib.suppress(LookupError):
                message, data = actor.button(words(key))
                break
        else:
            raise LookupError(f"no button of {keys}")
        await acting.tap(made.sandbox, actor.chat, actor.person, message.message_id, data)

    return tap


def _rating(films: Sequence[Named], *, then: str | None = None) -> Deed:
    async def rate(made: Stage, actor: Actor) -> None:
        for film in films:
            await actor.ask(f"loved {film.label}")
        if then is not None:
            await actor.ask(then)

    return rate


async def _night(made: Stage, actor: Actor) -> None:
    await actor.ask("/movienight")
    await actor.tap(words("night-button-join"))


async def _poll(made: Stage, actor: Actor) -> None:
    await _night(made, actor)
    await _tapping("night-button-propose")(made, actor)
    await until(lambda: any(message.content.poll for message in actor.shown))


async def _upload(made: Stage, actor: Actor) -> None:
    acting.upload(
        made.sandbox, actor.chat, actor.person,
        content=FILE, name="ratings.csv", mime_type="text/csv", caption="", kind="document",
    )  # fmt: skip


async def _type(made: Stage, actor: Actor) -> None:
    await inline.ask(made.sandbox, actor.person, "heat")


def _restarting(*arguments: str, webhook: str = "") -> Deed:
    """A restart, polling or with a webhook; whoever asks for one while one is under way gets that one."""
    under_way: list[asyncio.Task[None]] = []

    async def again(made: Stage) -> None:
        await made.terminate()
        made.environment = {"WEBHOOK_URL": webhook, "WEBHOOK_SECRET": SECRET} if webhook else {}
        await made.start(*arguments)

    async def restart(made: Stage, actor: Actor) -> None:
        if not under_way or under_way[-1].done():
            under_way.append(asyncio.create_task(again(made)))
        await under_way[-1]

    return restart


def provoked(films: Sequence[Named], *, port: int) -> list[Provoked]:
    """Every method that the bot calls; the webhook listens on `port`."""
    others = _tapping("night-button-others", "night-button-propose")
    polling = _restarting()
    webhook = _restarting("--port", str(port), webhook=f"http://127.0.0.1:{port}")
    return [
        Provoked("sendMessage", _nothing, _saying("/help")),
        Provoked("editMessageText", _card, _tapping("button-next")),
        Provoked("sendDocument", _rating(films[:1]), _saying("/export")),
        Provoked("sendPhoto", _rating(films), _saying("/taste")),
        Provoked("editMessageMedia", _rating(films, then="/taste"), _tapping("button-light", "button-dark")),
        Provoked("getFile", _nothing, _upload),
        Provoked("answerInlineQuery", _nothing, _type),
        Provoked("sendPoll", _night, others, in_group=True),
        Provoked("stopPoll", _poll, others, in_group=True),
        Provoked("answerCallbackQuery", _card, _tapping("button-next"), company="by themselves"),
        Provoked("download", _nothing, _upload, company="by themselves"),
        Provoked("getUpdates", _nothing, _saying("/help"), company="fetching"),
        Provoked("setWebhook", _nothing, webhook, company="webhook"),
        Provoked("setMyCommands", _nothing, webhook, company="webhook"),
        Provoked("getMe", _nothing, polling, company="polling"),
        Provoked("deleteWebhook", _nothing, polling, company="polling"),
    ]
