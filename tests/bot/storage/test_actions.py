"""An action can be taken back while nothing later stands on it."""

from bot.storage.actions import judged
from bot.storage.kept import Action, JournalEntry, Mark, Verb
from tests.bot.storage.contract import ALIEN, ANN, HEAT, Film


def action(number: int, *subjects: tuple[Film, Mark | None]) -> Action:
    entries = [
        JournalEntry(number + place, ANN, 0, Verb.MARK if mark else Verb.RATE, film, mark)
        for place, (film, mark) in enumerate(subjects)
    ]
    return Action(number, tuple(entries))


def test_a_later_change_of_the_same_rating_or_mark_stands_in_the_way_and_no_other() -> None:
    actions = [
        action(9, (HEAT, Mark.SAVED), (HEAT, None)),
        action(7, (HEAT, None)),
        action(5, (HEAT, Mark.SEEN)),
        action(4, (ALIEN, None)),
        action(2, (ALIEN, Mark.SEEN), (HEAT, Mark.SAVED)),
    ]
    assert [found.revertible for found in judged(actions)] == [True, False, True, True, False]


def test_two_changes_of_one_rating_in_one_action_do_not_stand_in_each_others_way() -> None:
    (found,) = judged([action(1, (HEAT, None), (HEAT, None))])
    assert found.revertible
