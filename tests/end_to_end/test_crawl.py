"""Whatever button comes into view is pressed: each is answered, does something, and leads on."""

from benchmarks.crawl.__main__ import show
from benchmarks.crawl.walking import TEXTS, Walker
from bot.bootstrap import Parts
from tests.bot.sandbox.client import BRUNO
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.world import films

TAPS = 300


async def test_every_button_that_comes_into_view_does_something(cinema: Cinema, bot: Parts) -> None:
    titles = [title for _, title, _, _ in films()][10:16]
    texts = [*TEXTS, *titles, *(f"loved {title}" for title in titles[:2])]
    walk = await Walker(cinema.url, BRUNO, seed=200, texts=texts).go(TAPS)
    assert show([walk], [], seconds=0.0) == 0
    assert len(walk.pressed) >= 25
    counts = await bot.storage.counts()
    assert (counts["pending"], counts["quarantined"]) == (0, 0)
