"""Pictures and files on their way to a chat."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.dialogue.attachments import Document, Picture, Poll
from bot.dialogue.markup import Text, bold
from bot.dialogue.screens import Button, Link, Screen
from bot.telegram.post import Post, Sent

PICTURE = Picture("bars", {"comedy": 0.5})
WITH_PICTURE = Screen(bold("Your <taste>"), ((Button("More", "more"),),), picture=PICTURE)
WITH_FILE = Screen(Text() + "All of it", document=Document("matinee.zip", b"PK\x00\xff"))


def message(poll_id: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(message_id=31, poll=None if poll_id is None else SimpleNamespace(id=poll_id))


@dataclass
class FakeBot:
    """Remembers which method was called with what."""

    calls: list[tuple[str, Any, Any]] = field(default_factory=list)

    username = "matinee_bot"

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        self.calls.append(("message", text, more["reply_markup"]))
        return message()

    async def send_photo(self, chat_id: int, photo: bytes, **more: Any) -> Any:
        self.calls.append(("photo", photo, more["caption"]))
        return message()

    async def send_document(self, chat_id: int, document: bytes, **more: Any) -> Any:
        self.calls.append(("document", document, more["filename"]))
        return message()

    async def send_poll(self, chat_id: int, question: str, options: list[Any], **more: Any) -> Any:
        assert more["is_anonymous"] is False  # else Telegram does not tell who voted
        self.calls.append(("poll", question, [option.text for option in options]))
        return message("P1")

    async def stop_poll(self, chat_id: int, message_id: int) -> None:
        self.calls.append(("stop", chat_id, message_id))

    async def edit_message_text(self, text: str, chat_id: int, message_id: int, **more: Any) -> None:
        raise BadRequest("There is no text in the message to edit")

    async def edit_message_media(self, media: Any, chat_id: int, message_id: int, **more: Any) -> None:
        self.calls.append(("media", message_id, media.caption))


def drawn(picture: Picture) -> bytes:
    return b"PNG of " + picture.kind.encode()


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


async def test_a_picture_is_drawn_when_it_is_sent_and_its_text_escaped_as_caption(bot: FakeBot) -> None:
    await Post(bot, drawn).send(1, WITH_PICTURE)  # type: ignore[arg-type]
    assert bot.calls == [("photo", b"PNG of bars", "<b>Your &lt;taste&gt;</b>")]


async def test_a_picture_takes_the_place_of_another_one(bot: FakeBot) -> None:
    await Post(bot, drawn).replace(1, 7, WITH_PICTURE)  # type: ignore[arg-type]
    assert bot.calls == [("media", 7, "<b>Your &lt;taste&gt;</b>")]


async def test_without_a_drawer_the_words_go_alone(bot: FakeBot) -> None:
    await Post(bot).send(1, WITH_PICTURE)  # type: ignore[arg-type]
    assert bot.calls[0][:2] == ("message", "<b>Your &lt;taste&gt;</b>")


@pytest.mark.parametrize("instead", [False, True])
async def test_a_file_is_always_a_message_of_its_own(bot: FakeBot, instead: bool) -> None:
    post = Post(bot, drawn)  # type: ignore[arg-type]
    await (post.replace(1, 7, WITH_FILE) if instead else post.send(1, WITH_FILE))
    assert bot.calls == [("document", b"PK\x00\xff", "matinee.zip")]


async def test_a_long_caption_is_cut_to_what_telegram_takes(bot: FakeBot) -> None:
    await Post(bot, drawn).send(1, Screen(Text() + "x" * 5000, picture=PICTURE))  # type: ignore[arg-type]
    assert len(bot.calls[0][2]) == 1024


@pytest.mark.parametrize("screen", [WITH_PICTURE, WITH_FILE, Screen(Text() + "words")])
def test_a_screen_keeps_what_comes_with_it(screen: Screen) -> None:
    assert Screen.from_json(screen.to_json()) == screen


async def test_a_picture_that_cannot_be_drawn_leaves_its_words(bot: FakeBot) -> None:
    def broken(picture: Picture) -> bytes:
        raise ValueError("no such kind")

    await Post(bot, broken).send(7, WITH_PICTURE)  # type: ignore[arg-type]
    assert [call[0] for call in bot.calls] == ["message"]


async def test_a_poll_is_sent_under_its_question_and_its_id_comes_back(bot: FakeBot) -> None:
    screen = Screen(bold("What do we watch?"), poll=Poll(("Heat (1995)", "I <3 you")))
    assert Screen.from_json(screen.to_json()) == screen
    assert await Post(bot).send(5, screen) == Sent(31, "P1")  # type: ignore[arg-type]
    assert bot.calls == [("poll", "What do we watch?", ["Heat (1995)", "I <3 you"])]
    await Post(bot).close_poll(5, 31)  # type: ignore[arg-type]
    assert bot.calls[-1] == ("stop", 5, 31)


async def test_links_lead_to_the_bots_own_chat_and_add_it_to_a_group(bot: FakeBot) -> None:
    rows = ((Button("Private", link=Link("night")), Button("Group", link=Link("night", group=True))),)
    screen = Screen(bold("Hi"), rows)
    assert Screen.from_json(screen.to_json()) == screen
    await Post(bot).send(5, screen)  # type: ignore[arg-type]
    (private, group), *_ = bot.calls[0][2].inline_keyboard
    assert private.url == "https://t.me/matinee_bot?start=night"
    assert group.url == "https://t.me/matinee_bot?startgroup=night"
