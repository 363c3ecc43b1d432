"""Pictures and files on their way to a chat."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.dialogue.attachments import Document, Picture
from bot.dialogue.markup import Text, bold
from bot.dialogue.screens import Button, Screen
from bot.telegram.post import Post

PICTURE = Picture("bars", {"comedy": 0.5})
WITH_PICTURE = Screen(bold("Your <taste>"), ((Button("More", "more"),),), picture=PICTURE)
WITH_FILE = Screen(Text() + "All of it", document=Document("matinee.zip", b"PK\x00\xff"))


@dataclass
class FakeBot:
    """Remembers which method was called with what."""

    calls: list[tuple[str, Any, Any]] = field(default_factory=list)

    async def send_message(self, chat_id: int, text: str, **more: Any) -> None:
        self.calls.append(("message", text, more["reply_markup"]))

    async def send_photo(self, chat_id: int, photo: bytes, **more: Any) -> None:
        self.calls.append(("photo", photo, more["caption"]))

    async def send_document(self, chat_id: int, document: bytes, **more: Any) -> None:
        self.calls.append(("document", document, more["filename"]))

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
