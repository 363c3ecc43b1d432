"""Settings of two places: what was set here stays, the rest comes along."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.nudges import Nudges
from bot.dialogue.state import MOST_TRAITS, DialogueState
from bot.turns.settling import is_touched, settled

FRESH = DialogueState()
THERE = DialogueState(
    adventurous=1.0,
    traits=(("genre:comedy", "up"), ("genre:horror", "muted")),
    language="es",
    nudges=Nudges(weekly=True, hour=20),
)
HERE = DialogueState(adventurous=0.0, traits=(("genre:comedy", "down"),), language="en", nudges=Nudges(weekday=2))


def test_where_nothing_was_set_all_of_it_comes() -> None:
    assert settled(THERE, FRESH, THERE) == THERE


def test_what_was_set_here_stays() -> None:
    both = settled(HERE, HERE, THERE)
    assert (both.adventurous, both.language, both.nudges) == (0.0, "en", Nudges(weekday=2))
    assert both.traits == (("genre:comedy", "down"), ("genre:horror", "muted"))


def test_it_is_known_whether_anything_was_set() -> None:
    assert is_touched(THERE)
    assert not is_touched(DialogueState(onboarding=False, asked=("x",)))


TRAITS = st.dictionaries(
    st.integers(0, 60).map("word:{}".format), st.sampled_from(["up", "down"]), max_size=MOST_TRAITS
)


@given(TRAITS, TRAITS)
def test_traits_are_never_too_many_and_own_ones_stay(own: dict[str, str], theirs: dict[str, str]) -> None:
    mine = DialogueState(traits=tuple(own.items()))
    both = dict(settled(mine, mine, DialogueState(traits=tuple(theirs.items()))).traits)
    assert len(both) == min(MOST_TRAITS, len({*own, *theirs}))
    assert own.items() <= both.items()
