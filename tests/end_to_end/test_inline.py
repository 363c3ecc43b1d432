"""A film put into a group by inline mode, through the real path."""

from bot.bootstrap import Parts
from tests.bot.sandbox.client import ADA, BRUNO, GROUP, SandboxClient
from tests.end_to_end.conftest import Cinema


async def test_a_film_is_put_into_a_group_and_another_one_rates_it(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, ADA, timeout=15.0) as ada, SandboxClient(cinema.url, BRUNO) as bruno:
        answer = await ada.inline("silent harbour")
        assert answer["results"][0]["title"].startswith("Silent Harbour")
        assert answer["button"]["start_parameter"] == "inline"
        card = await ada.choose(answer, chat=GROUP)
        assert card["via_bot"]
        noted = await bruno.tap("👍", message=card, chat=GROUP)
        assert noted["text"].startswith("👍 Silent Harbour")
        assert [r.stars for r in (await bot.storage.facts(BRUNO)).ratings] == [4.0]
        assert (await bot.storage.facts(ADA)).ratings == ()
        assert await bot.storage.pending() == []
