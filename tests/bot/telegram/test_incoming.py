"""From Telegram's updates to what people do."""

from typing import Any

import pytest

from bot.dialogue.events import Event, Place, Said, Sender, SentFile, SentOther, Tapped
from bot.telegram.incoming import lane_of, to_event
from tests.bot.telegram.updates import chat, message, parsed, said, tapped, user

ONE = Sender(1, "U1", "en")
HERE, CLUB = Place(1), Place(-5001, private=False)
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
STICKER = {
    "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "type": "regular",
    "is_animated": False, "is_video": False,
}  # fmt: skip
FILE = {"file_id": "f", "file_unique_id": "u", "file_name": "ratings.csv", "mime_type": "text/csv", "file_size": 9}
MOVING = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
FORWARD = {"type": "hidden_user", "date": 1, "sender_user_name": "X"}


@pytest.mark.parametrize(
    ("data", "event"),
    [
        (said(1, "heat"), Said(ONE, HERE, "heat")),
        (said(1, "heat", kind="edited_message"), Said(ONE, HERE, "heat", edited=True)),
        (said(1, "heat", forward_origin=FORWARD), Said(ONE, HERE, "heat", forwarded=True)),
        (said(1, "/start", place=-5001), Said(ONE, CLUB, "/start")),
        (said(1, None, photo=PHOTO), SentOther(ONE, HERE, "photo")),
        (said(1, None, document=FILE), SentFile(ONE, HERE, "f", "ratings.csv", 9, "text/csv")),
        (said(1, None, document={"file_id": "f", "file_unique_id": "u"}), SentFile(ONE, HERE, "f")),
        (said(1, None, document=FILE, animation=MOVING), SentOther(ONE, HERE, "animation")),
        (said(1, None, document=FILE, kind="edited_message"), None),
        (said(1, None, sticker=STICKER), SentOther(ONE, HERE, "sticker")),
        (said(1, None, photo=PHOTO, kind="edited_message"), None),
        (said(1, None, new_chat_title="New"), None),
        (tapped(1, "like:a"), Tapped(ONE, HERE, 7, "like:a", "q")),
        (tapped(1, None), None),
        (tapped(1, "like:a", message=None), None),
        ({"update_id": 1}, None),
        ({"update_id": 1, "channel_post": message("heat")}, None),
        ({"update_id": 1, "message": message("heat") | {"from": user(9) | {"is_bot": True}}}, None),
        ({"update_id": 1, "message": {k: v for k, v in message("heat").items() if k != "from"}}, None),
        ({"update_id": 1, "something_new": {"x": 1}}, None),
    ],
)
def test_an_update_becomes_an_event_or_asks_for_nothing(data: dict[str, Any], event: Event | None) -> None:
    assert to_event(parsed(data)) == event


def test_a_tap_under_a_message_too_old_to_be_read_still_counts() -> None:
    old = {"chat": chat(1), "message_id": 7, "date": 0}
    assert to_event(parsed(tapped(1, "like:a", message=old))) == Tapped(ONE, HERE, 7, "like:a", "q")


@pytest.mark.parametrize(
    ("text", "heard"),
    [("/help", True), ("/help@Matinee_Bot", True), ("/help@other_bot", False), ("mail me@other_bot", True)],
)
def test_a_command_for_another_bot_is_not_ours(text: str, heard: bool) -> None:
    event = to_event(parsed(said(1, text, place=-5001)), me="matinee_bot")
    assert (event is not None) is heard


@pytest.mark.parametrize(
    ("data", "lane"),
    [
        (said(1, "x", sender=5, place=-5001), 5),
        (tapped(1, "x", sender=6), 6),
        ({"update_id": 1, "channel_post": {"message_id": 1, "date": 1, "chat": chat(-77)}}, -77),
        ({"update_id": 1}, 0),
    ],
)
def test_updates_stay_in_order_with_those_of_the_same_person(data: dict[str, Any], lane: int) -> None:
    assert lane_of(parsed(data)) == lane
