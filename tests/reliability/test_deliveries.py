"""Row 2 at a small scale: a whole evening with each update delivered three times, against one delivery."""

import random
import shutil
from collections import Counter
from pathlib import Path

from benchmarks.reliability.deliveries import Told, is_calm, repeat, unlike
from benchmarks.reliability.evening import Evening, rest
from benchmarks.reliability.films import understood
from benchmarks.reliability.memory import differences, memory
from benchmarks.reliability.repeating import Repeating
from benchmarks.reliability.stage import Stage, people
from bot.bootstrap import parts
from bot.sandbox import create_app, serve
from bot.settings import Settings

TOKEN = "9000:a-token-for-tests"


async def test_an_evening_delivered_three_times_and_once_more_is_that_of_one_delivery(
    trained: Path, tmp_path: Path
) -> None:
    once = await evening(trained, tmp_path / "once", times=1)
    thrice = await evening(trained, tmp_path / "thrice", times=3)
    assert unlike(once, thrice) == []
    for table in ("journal", "nights", "ratings", "suggestions"):
        assert once.memory[table], table


async def evening(trained: Path, home: Path, *, times: int) -> Told:
    """As `deliver`, with the bot in this process."""
    shutil.copytree(trained / "models", home / "models")
    settings = Settings(matinee_home=home, matinee_dataset=None, database_url=None, _env_file=None)
    cast = people(4)
    app = create_app(token=TOKEN, people=cast)
    async with serve(app) as url:
        made = Stage(app.state.sandbox, url, home)
        updates = repeat(made, times=times, seed=1)
        passed = Evening(made, cast, understood(home, 24), lambda: rest(lambda: is_calm(made)))
        for again in range(min(times, 2)):
            async with (
                parts(settings, database=made.database, admins=frozenset()) as bot,
                bot.bot(token=TOKEN, api_url=url),
            ):
                if again:
                    updates.again(updates.delivered)
                    await passed.settle()
                else:
                    await passed.pass_by()
    return Told(memory(made.database), passed.said, len(updates.delivered))


def test_a_repeating_telegram_hands_out_each_update_so_often_and_the_first_ones_in_order() -> None:
    updates = Repeating(100, times=3, seed=0)
    chance, handed_out = random.Random(0), []
    for number in range(20):
        updates.add("message", {"text": str(number)})
        if chance.random() < 0.3:
            handed_out += updates.fetch(offset=1, limit=5)
    while batch := updates.fetch(offset=1, limit=5):
        handed_out += batch
    ids = [update["update_id"] for update in handed_out]
    assert Counter(ids) == dict.fromkeys(range(100, 120), 3)
    assert list(dict.fromkeys(ids)) == list(range(100, 120))


def test_memories_differ_where_rows_do() -> None:
    assert differences({"ratings": ["a", "b"]}, {"ratings": ["a", "b"]}) == []
    assert differences({"ratings": ["a", "b"]}, {"ratings": ["a", "c"], "marks": ["d"]}) == [
        "marks: 0 / 1", "ratings: b / c"
    ]  # fmt: skip
