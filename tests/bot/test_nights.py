"""What follows from votes, by hand."""

from bot.films import Film
from bot.nights import Member, Night, Status, Verdict, gave_way, verdict

FILMS = (Film("a", "Heat"), Film("b", "Alien"), Film("c", "Big"))


def night(*matches: tuple[int, ...], **votes: int) -> Night:
    members = tuple(Member(number, f"P{number}", own) for number, own in enumerate(matches))
    cast = {int(name[1:]): place for name, place in votes.items()}
    return Night(-5, 1, None, "en", 0, Status.VOTING, members, shortlist=FILMS, votes=cast)


def test_most_votes_win_and_those_of_people_who_are_not_in_do_not_count() -> None:
    assert verdict(night((), (), p0=2, p1=2, p7=0, p8=0, p9=0)) == Verdict(2, 2, 1)


def test_among_equals_the_first_in_the_fair_order_wins() -> None:
    assert verdict(night((), (), (), p0=2, p1=1)) == Verdict(1, 1, 2)
    assert verdict(night((), ())) == Verdict(0, 0, 3)


def test_who_has_the_lowest_match_gave_way_unless_it_is_about_the_best_one() -> None:
    assert gave_way(night((90, 40, 50), (80, 70, 50), (85, 40, 41)), 0) == frozenset({1})
    assert gave_way(night((90, 40, 50), (80, 70, 50), (85, 40, 41)), 1) == frozenset({0, 2})
    assert gave_way(night((90, 40, 50), (80, 70, 50), (85, 40, 41)), 2) == frozenset()
    assert gave_way(night((90, 40, 50), ()), 0) == frozenset()
    assert gave_way(night((), ()), 0) == frozenset()
