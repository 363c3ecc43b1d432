"""Files made to exhaust the bot, small."""

import pytest

from benchmarks.reliability.bomb_files import BOMBS
from benchmarks.reliability.bombs import cost_of
from bot.dialogue.language import has_phrase
from bot.exchange.reading import read_file
from bot.exchange.records import Unreadable


@pytest.mark.parametrize("name", BOMBS)
def test_each_bomb_is_refused_with_a_plain_word(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_file("ratings.csv", BOMBS[name](0.01))
    assert has_phrase(f"problem-{refused.value.problem.value}")


async def test_what_a_bomb_costs_is_measured_in_a_process_of_its_own() -> None:
    cost = await cost_of("20 MB that are not packed", scale=0.01)
    assert cost.problem == "too-many-rows"
    assert 15 < cost.megabytes < 50
