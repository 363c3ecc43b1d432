"""A report tells of nobody, and adds up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.stats import discretion
from bot.stats.discretion import FEWEST
from bot.stats.report import Report
from bot.stats.tally import WEEK, Bin, Films, Span, Sums, Tally, monday, span

MONDAY = 1_700_438_400  # 2023-11-20
counts = st.integers(0, 50)
sums = st.builds(Sums, st.integers(1, 8), st.integers(1, 90), liked=counts, saved=counts, passed=counts)


def test_weeks_begin_on_mondays_and_this_one_counts() -> None:
    assert monday(MONDAY) == monday(MONDAY + WEEK - 1) == MONDAY
    assert monday(MONDAY - 1) == MONDAY - WEEK
    assert span(MONDAY + 5, 1) == Span(MONDAY, MONDAY + 6)
    assert span(MONDAY + 5, 3) == Span(MONDAY - 2 * WEEK, MONDAY + 6)


def test_all_weeks_begin_with_the_first_suggestion_and_fit_into_so_many_periods() -> None:
    assert span(MONDAY + 5, None) == Span(MONDAY, MONDAY + 6)
    assert span(MONDAY + 5, None, first=MONDAY - 1) == Span(MONDAY - WEEK, MONDAY + 6)
    assert span(MONDAY + 5, None, first=MONDAY - 25 * WEEK, most=13).period == 2 * WEEK
    assert span(MONDAY + 5, None, first=MONDAY - 26 * WEEK, most=13).period == 3 * WEEK
    assert span(MONDAY, None, first=MONDAY + 9 * WEEK).since == MONDAY  # a clock that was put back


def report(periods: list[Sums], *, whole: Sums | None = None, versions: dict[str, Sums] | None = None) -> Report:
    total = whole or Sums(max(each.people for each in periods), sum(each.shown for each in periods))
    tally = Tally(
        Span(MONDAY, MONDAY + 9 * WEEK),
        total,
        dict(enumerate(periods)),
        {"v1": total} if versions is None else versions,
        (Bin(50, 60, 2, 4, 220.0, 3, 16.0), Bin(60, 70, 5, 6, 390.0, 4, 24.0)),
        Films(20, total.shown, 9),
    )
    return Report.of(tally, weeks=9, catalogue=200)


def test_of_fewer_people_than_the_fewest_nothing_is_told() -> None:
    found = report([Sums(FEWEST - 1, 30, liked=9)])
    assert found.is_silent
    told = found.to_json()
    assert told["total"] is None
    assert (told["weeks"], told["versions"], told["calibration"]) == ([], [], [])
    assert told["films"]["shown"] == 0


def test_weeks_with_few_people_are_joined_to_the_one_before_and_the_first_to_the_next() -> None:
    found = report([Sums(1, 2), Sums(4, 8), Sums(2, 3), Sums(5, 10)])
    assert [(p.first, p.last, p.sums.shown, p.sums.people) for p in found.periods] == [
        (date(2023, 11, 20), date(2023, 12, 10), 13, 4),
        (date(2023, 12, 11), date(2023, 12, 17), 10, 5),
    ]


def test_bins_with_few_people_are_joined() -> None:
    (only,) = report([Sums(5, 10)]).bins
    assert only == Bin(50, 70, 5, 10, 610.0, 7, 40.0)


def test_a_version_of_few_people_is_told_with_another_never_by_itself() -> None:
    one, two, many = Sums(2, 5), Sums(4, 9), Sums(9, 40)
    kept, others = discretion.versions({"v1": one, "v2": two, "v3": many})
    assert kept == {"v3": many}
    assert others == Sums(4, 14)
    assert discretion.versions({"v1": one}) == ({}, None)
    assert discretion.versions({"v1": two, "v2": many}) == ({"v2": many, "v1": two}, None)


@given(st.lists(sums, min_size=1, max_size=9))
def test_weeks_add_up_to_the_whole_and_none_has_few_people(periods: list[Sums]) -> None:
    found = report(periods)
    if found.is_silent:
        return
    assert sum(period.sums.shown for period in found.periods) == found.whole.shown
    assert sum(period.sums.liked for period in found.periods) == sum(each.liked for each in periods)
    assert all(period.sums.people >= FEWEST for period in found.periods)
    assert all(one.last < other.first for one, other in zip(found.periods, found.periods[1:], strict=False))


@given(st.dictionaries(st.sampled_from("abcdef"), sums))
def test_versions_add_up_and_none_has_few_people(versions: dict[str, Sums]) -> None:
    kept, others = discretion.versions(versions)
    told = [*kept.values(), *([] if others is None else [others])]
    assert all(each.people >= FEWEST for each in told)
    if told:
        assert sum(each.shown for each in told) == sum(each.shown for each in versions.values())


def test_a_report_as_data_is_what_the_documents_say() -> None:
    whole = Sums(
        *(4, 20), liked=4, saved=2, disliked=2, seen=1, passed=1, hidden=0, answering=4, accepted_squares=10,
        answered_squares=26, products=16,
    )  # fmt: skip
    told = report([whole], whole=whole).to_json()
    total = told["total"]
    assert set(told) == {
        *("format", "fewest_people", "weeks_asked", "from", "to", "total", "weeks", "versions", "other_versions"),
        *("calibration", "films", "comparison"),
    }
    assert (told["format"], told["weeks_asked"], told["from"], told["to"]) == (1, 9, "2023-11-20", "2024-01-21")
    assert (total["people"], total["shown"], total["answered"], total["accepted"]) == (4, 20, 10, 6)
    assert total["acceptance"]["value"] == 0.6
    assert total["acceptance_of_shown"] == 0.3
    assert total["dislike_rate"]["value"] == 0.2
    assert total["hidden_rate"]["value"] == 0
    assert told["films"] == {"shown": 20, "catalogue": 200, "coverage": 0.1, "top": 10, "top_share": 0.45}
    (bin_,) = told["calibration"]
    assert (bin_["from"], bin_["to"], bin_["rated"], bin_["told"], bin_["stars"]) == (50, 70, 10, 0.61, 4.0)
    assert bin_["liked"]["value"] == 0.7
    assert told["weeks"][0]["from"] == "2023-11-20"
    assert told["versions"][0]["version"] == "v1"
