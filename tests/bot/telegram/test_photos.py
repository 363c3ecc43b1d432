"""Posters on their way to a chat."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError

from bot.dialogue.attachments import POSTER, Picture
from bot.dialogue.markup import Text, bold
from bot.dialogue.screens import Screen
from bot.storage.sqlite import SqliteStorage
from bot.telegram.outbox import Outbox
from bot.telegram.photos import caption
from bot.telegram.post import Post

HEAT = Picture(POSTER, {"tmdb_id": 949, "language": "en"}, credit="Poster: TMDB")
CARD = Screen(bold("Heat <1995>"), picture=HEAT)
BELOW = "<b>Heat &lt;1995&gt;</b>\n<i>Poster: TMDB</i>"


@dataclass
class FakeBot:
    """Takes photos as Telegram does: as bytes or by their name; `refused` are those that it does not take."""

    refused: dict[bytes | str, str] = field(default_factory=dict)
    kind: str = "photo"
    undeletable: bool = False
    calls: list[tuple[Any, ...]] = field(default_factory=list)

    async def send_message(self, chat_id: int, text: str, **more: Any) -> Any:
        self.calls.append(("message", text))
        return SimpleNamespace(message_id=9, poll=None, photo=())

    async def send_photo(self, chat_id: int, photo: bytes | str, **more: Any) -> Any:
        return self._photo("photo", photo, more["caption"])

    async def edit_message_media(self, media: Any, chat_id: int, message_id: int, **more: Any) -> Any:
        photo = media.media if isinstance(media.media, str) else media.media.input_file_content
        return self._photo("media", photo, media.caption)

    async def edit_message_text(self, text: str, chat_id: int, message_id: int, **more: Any) -> Any:
        if self.kind == "photo":
            raise BadRequest("There is no text in the message to edit")
        self.calls.append(("edit", text))

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        if self.undeletable:
            raise BadRequest("Message can't be deleted for everyone")
        self.calls.append(("delete", message_id))

    async def edit_message_reply_markup(self, chat_id: int, message_id: int, **more: Any) -> None:
        self.calls.append(("markup", message_id, more["reply_markup"]))

    def _photo(self, call: str, photo: bytes | str, text: str) -> Any:
        if photo in self.refused:
            raise BadRequest(self.refused[photo])
        self.calls.append((call, photo, text))
        return SimpleNamespace(
            message_id=9, poll=None, photo=[SimpleNamespace(file_id="small"), SimpleNamespace(file_id="F1")]
        )


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


def post(bot: FakeBot, found: bytes | None = b"JPEG") -> Post:
    async def posters(picture: Picture) -> bytes | None:
        if "tmdb_id" not in picture.spec:
            raise ValueError("no film")
        return found

    return Post(bot, None, posters)  # type: ignore[arg-type]


async def test_a_card_goes_with_its_poster_and_whose_it_is_below_its_words(bot: FakeBot) -> None:
    await post(bot).send(1, CARD)
    assert bot.calls == [("photo", b"JPEG", BELOW)]


async def test_what_telegram_has_is_not_sent_to_it_again(bot: FakeBot) -> None:
    chat = post(bot)
    await chat.send(1, CARD)
    await chat.replace(1, 9, CARD)
    assert bot.calls[1] == ("media", "F1", BELOW)


async def test_a_name_that_telegram_forgot_is_a_file_again(bot: FakeBot) -> None:
    chat = post(bot)
    await chat.send(1, CARD)
    bot.refused["F1"] = "Wrong file identifier"
    await chat.send(2, CARD)
    assert bot.calls[1] == ("photo", b"JPEG", BELOW)


@pytest.mark.parametrize("found", [None, b"JPEG"], ids=["not there", "not taken"])
async def test_without_the_poster_the_words_go_and_nobody_is_credited(bot: FakeBot, found: bytes | None) -> None:
    bot.refused[b"JPEG"], bot.kind = "Not enough rights to send photos to the chat", "text"
    await post(bot, found).send(1, CARD)
    await post(bot, found).replace(1, 9, CARD)
    assert bot.calls == [("message", "<b>Heat &lt;1995&gt;</b>"), ("edit", "<b>Heat &lt;1995&gt;</b>")]


async def test_a_poster_that_is_none_costs_no_words(bot: FakeBot) -> None:
    await post(bot).send(1, Screen(bold("Heat"), picture=Picture(POSTER, {}, credit="Poster: TMDB")))
    assert bot.calls == [("message", "<b>Heat</b>")]


@pytest.mark.parametrize("why", ["Message to edit not found", "Message is not modified: the same"])
async def test_where_the_message_is_the_matter_and_not_the_poster_that_is_told(bot: FakeBot, why: str) -> None:
    bot.refused[b"JPEG"] = why
    with pytest.raises(BadRequest, match=why[:20]):
        await post(bot).replace(1, 9, CARD)
    assert bot.calls == []


async def test_a_network_that_breaks_is_no_refusal(bot: FakeBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*args: Any, **more: Any) -> None:
        raise NetworkError("down")

    monkeypatch.setattr(bot, "send_photo", broken)
    with pytest.raises(NetworkError):
        await post(bot).send(1, CARD)


def test_a_caption_has_room_for_whose_the_poster_is() -> None:
    long = caption(Screen(Text() + "😀" * 3000, picture=HEAT))
    assert len(long.replace("<i>", "").replace("</i>", "").encode("utf-16-le")) // 2 <= 1024
    assert long.endswith("\n<i>Poster: TMDB</i>")


def test_a_poster_keeps_whose_it_is() -> None:
    assert Screen.from_json(CARD.to_json()) == CARD
    assert "credit" not in Picture("taste", {}).to_json()


async def test_a_picture_whose_place_a_text_takes_is_taken_away_or_loses_its_buttons(bot: FakeBot) -> None:
    await post(bot).clear_away(1, 7)
    bot.undeletable = True
    await post(bot).clear_away(1, 7)
    assert bot.calls == [("delete", 7), ("markup", 7, None)]


async def test_without_posters_nothing_is_taken_away(bot: FakeBot) -> None:
    await Post(bot).clear_away(1, 7)  # type: ignore[arg-type]
    assert bot.calls == []


async def test_a_card_in_place_of_one_with_a_poster_waits_for_its_own_once(
    bot: FakeBot, storage: SqliteStorage
) -> None:
    looks: list[Picture] = []

    async def slow(picture: Picture) -> bytes | None:
        looks.append(picture)
        return None

    async with storage.transaction() as tx:
        message = await tx.enqueue(1, {"screen": CARD.to_json(), "instead_of": 7})
    outbox = Outbox(bot, storage, posters=slow)  # type: ignore[arg-type]
    outbox.deliver([message])
    await outbox.drain(patience=5)
    assert bot.calls == [("message", "<b>Heat &lt;1995&gt;</b>"), ("delete", 7)]
    assert looks == [HEAT]
    assert await storage.unsent() == []
