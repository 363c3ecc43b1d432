"""Stations through the real path: what is liked on one is on its card, and the next films go that way."""

from typing import Any

from tests.bot.sandbox.client import DANA, SandboxClient, buttons, from_bot
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.world import titles_of

EVERYTHING = titles_of(0) | titles_of(1)


def film_on(card: dict[str, Any]) -> str:
    """The film of a card."""
    return next(line for line in card["text"].splitlines() if line in EVERYTHING)


async def tapped(client: SandboxClient, button: str, card: dict[str, Any]) -> dict[str, Any]:
    await client.tap(button, message=card)
    return await client.wait_for(from_bot)


async def test_likes_with_a_common_attribute_are_on_the_card_and_steer_across_a_restart(cinema: Cinema) -> None:
    async with SandboxClient(cinema.url, DANA, timeout=15.0) as dana:
        async with cinema.bot() as made:
            card = await dana.ask("/station 1960s")
            assert card["text"].startswith("📻 1960s\nI'll play 1960s.")
            liked = 0
            while liked < 3:
                wanted = film_on(card) in titles_of(0)  # those that share action and sci-fi
                liked += wanted
                card = await tapped(dana, "👍" if wanted else "⏭ Next", card)
            steered = card["text"].splitlines()[0]
            assert steered == "📻 1960s · more action, more sci-fi"
            assert film_on(card) in titles_of(0)
            assert [rating.stars for rating in (await made.storage.facts(DANA)).ratings] == [4.0] * 3
        async with cinema.bot() as made:
            card = await tapped(dana, "⏭ Next", card)
            assert card["text"].splitlines()[0] == steered
            stopped = await tapped(dana, "⏹ Stop", card)
            listed = await tapped(dana, "📻 My stations", stopped)
            assert "📻 1960s" in buttons(listed)
            for _ in range(3):
                await dana.ask("/undo")
            card = await dana.ask("/station 1960s")
            assert card["text"].startswith("📻 1960s\n")
            assert (await made.storage.facts(DANA)).ratings == ()
