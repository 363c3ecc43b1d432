"""What people can do with a hostile string in front of the conversation."""

from collections.abc import Iterator

from bot.conversation import Outcome
from bot.dialogue.commands import Command
from bot.dialogue.events import Event, Left, Place, Said, Sender, SentFile, Tapped, TappedAnywhere
from bot.dialogue.screens import Screen
from bot.dialogue.taps import MAX_BYTES

GROUP = -5001
LONGEST_NAME, LONGEST_LANGUAGE = 64, 35
"""Characters that Telegram lets people have in a first name, and that a language code can have."""

WITH_WORDS = (
    *(
        Command.START,
        Command.RECOMMEND,
        Command.RATE,
        Command.SIMILAR,
        Command.STATION,
        Command.HELP,
        Command.LANGUAGE,
    ),
    *(
        Command.ADVENTUROUS,
        Command.WEEKLY,
        Command.UNDO,
        Command.RATINGS,
        Command.SAVED,
        Command.TASTE,
        Command.HIDDEN,
    ),
)
ONWARD = {
    "a file": ("sort", "choose", "takeover", "/ratings", "/undo"),
    "/station": ("/station", "station", "name", "it", "/station"),
    "suggested": ("why", "but", "chips", "save", "/saved"),
}
"""What is done next: a command, the string itself, or a tap on a button that there may be."""


class Kept:
    """Files that were sent, in place of Telegram."""

    def __init__(self) -> None:
        self.content = b""

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """See `bot.loading.Files`."""
        return self.content


def events(text: str, *, person: int, files: Kept) -> Iterator[tuple[str, Event]]:
    """What somebody can do with a string: say it, be called so, and send a file that is called so and full of it."""
    ann, plain = Sender(person, text[:LONGEST_NAME], text[:LONGEST_LANGUAGE]), Sender(person, "Ann")
    here, group = Place(person), Place(GROUP, private=False)
    yield "said", Said(ann, here, text)
    yield "suggested", Said(plain, here, "/recommend")
    yield "forwarded", Said(plain, here, text, forwarded=True)
    yield "edited", Said(plain, here, f"/rate {text}", edited=True)
    yield "replied", Said(plain, here, text, reply_to=3)
    for command in WITH_WORDS:
        yield f"/{command}", Said(plain, here, f"/{command} {text}")
    yield "a command", Said(plain, here, f"/{text}")
    yield "said in a group", Said(ann, group, f"/recommend@a_bot {text}")
    yield "a movie night", Said(ann, group, f"/movienight {text}")
    yield "joined", Tapped(ann, group, 5, "night:join:1")
    yield "wished", Said(ann, group, text, reply_to=5)
    yield "left", Tapped(ann, group, 5, "night:leave:1")
    yield "gone", Left(ann, group)
    yield "tapped", Tapped(ann, here, 5, _data(text))
    yield "tapped anywhere", TappedAnywhere(ann, _data(text))
    files.content = _table(text)
    yield "a file", SentFile(plain, here, "file1", text, len(files.content), text)
    files.content = text.encode("utf-8", "surrogatepass")
    yield "a file of it", SentFile(plain, here, "file1", text, len(files.content), text)


def onward(outcome: Outcome, who: Sender, verb: str, text: str) -> Event:
    """What somebody does next; a button that is not there is tapped all the same, as an old one would be."""
    place = Place(who.user_id)
    if verb == "it" or verb.startswith("/"):
        return Said(who, place, text if verb == "it" else verb)
    screens = [Screen.from_json(m.payload["screen"]) for m in outcome.messages if "screen" in m.payload]
    data = (button.data for screen in screens for row in screen.rows for button in row)
    return Tapped(who, place, 5, next((each for each in data if each.split(":")[0] == verb), verb))


def _data(text: str) -> str:
    return text.encode("utf-8", "ignore")[:MAX_BYTES].decode("utf-8", "ignore") or "x"


def _table(text: str) -> bytes:
    cell = text[:500].replace('"', '""')
    rows = ("2021-01-01", f'"{cell}"', "1995", "x", "4.5"), (f'"{cell}"', "Heat", f'"{cell}"', "x", f'"{cell}"')
    lines = ("Date,Name,Year,Letterboxd URI,Rating", *(",".join(row) for row in rows))
    return "\n".join(lines).encode("utf-8", "surrogatepass")
