"""A comparison in /stats: which versions, since when, and what came of it, in plain words."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.language import speaking
from bot.pictures.stats_spec import StatsPicture
from bot.stats.comparing import result
from bot.stats.report import Report, Trial
from bot.stats.tally import Films, Halves, Span, Sums, Tally
from bot.turns.stats_words import caption, picture
from bot.turns.trial_words import trial_caption, trial_group
from tests.bot.stats.people import sums_of

OLD, NEW = "20261101-031500-a1b2", "20261107-031500-c3d4"


def trial(current: Sums, other: Sums, *, ended: date | None = None) -> Trial:
    halves = Halves(current, other)
    return Trial(OLD, NEW, date(2026, 11, 8), ended, halves, result(halves))


def test_few_people_are_too_early_with_how_many_there_are() -> None:
    said = trial_caption(trial(sums_of([(1, 2)] * 12), sums_of([(1, 2)] * 15))).plain
    assert said == (
        "Comparison since Nov 8: Nov 7 c3d4 beside Nov 1 a1b2. "
        "Too early to tell: each half needs 20 people who answered, so far there are 12 and 15."
    )


@pytest.mark.parametrize(
    ("liked", "told"),
    [
        (8, "Nov 7 c3d4 is liked more. The difference is +40 points (+"),
        (1, "Nov 7 c3d4 is liked less. The difference is −30 points (−"),
        (4, "Too early to tell which is liked more. The difference is +0 points (−"),
    ],
)
def test_what_came_of_it_is_told_with_its_bounds(liked: int, told: str) -> None:
    assert told in trial_caption(trial(sums_of([(4, 10)] * 30), sums_of([(liked, 10)] * 30))).plain


def test_alike_is_told_where_it_is_sure() -> None:
    same = sums_of([(4, 10), (6, 10)] * 1500)
    assert "Both are liked alike." in trial_caption(trial(same, same)).plain


def test_one_that_is_over_tells_its_end_and_one_in_trouble_that_nobody_has_the_other_version() -> None:
    over = trial(sums_of([(4, 10)] * 30), sums_of([(8, 10)] * 30), ended=date(2026, 11, 20))
    assert "Comparison, Nov 8 – Nov 20:" in trial_caption(over).plain
    assert "everybody has the current one" in trial_caption(replace(over, trouble="is damaged")).plain
    assert "is damaged" not in trial_caption(replace(over, trouble="is damaged")).plain


def test_both_halves_are_bars_but_one_of_very_few_people_is_not() -> None:
    group = trial_group(trial(sums_of([(4, 10)] * 30), sums_of([(8, 10)] * 30)))
    assert group is not None
    assert [(row.label, row.number, row.accent) for row in group.rows] == [
        ("Nov 1 a1b2", "40\N{NO-BREAK SPACE}%", "less"),
        ("Nov 7 c3d4", "80\N{NO-BREAK SPACE}%", "more"),
    ]
    half = trial_group(trial(sums_of([(4, 10)] * 30), sums_of([(8, 10)] * 2)))
    assert half is not None
    assert len(half.rows) == 1
    assert trial_group(trial(Sums(), Sums())) is None


def report(found: Trial, whole: Sums) -> Report:
    tally = Tally(Span(0, 604_800), whole, {0: whole}, {OLD: whole, NEW: whole}, (), Films(9, 90, 60))
    return Report.of(tally, weeks=1, catalogue=12, trial=found)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_stands_in_the_picture_in_place_of_the_versions_and_in_a_caption_that_stays_short(language: str) -> None:
    many = sums_of([(4, 10)] * 30)
    with speaking(language):
        told = report(trial(many, sums_of([(8, 10)] * 30), ended=date(2026, 11, 20)), many)
        assert len(caption(told).plain) < 600
        drawn = StatsPicture.from_json(picture(told, light=True).spec)
        (group,) = drawn.groups
        assert [row.number for row in group.rows] == ["40\N{NO-BREAK SPACE}%", "80\N{NO-BREAK SPACE}%"]
        assert "a1b2" in group.rows[0].label


def test_with_very_few_people_the_caption_tells_that_it_runs() -> None:
    said = caption(report(trial(Sums(), Sums()), Sums(2, 5))).plain
    assert "fewer than 3 people" in said
    assert "Comparison since Nov 8" in said
