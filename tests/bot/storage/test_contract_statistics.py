"""What became of suggestions, summed up: hand-computed, and beside a plain count over the rows."""

import random
from collections import Counter
from dataclasses import dataclass

from bot.films import Film
from bot.stats.tally import WEEK, Bin, Films, Halves, Sums, monday
from bot.storage.base import Storage
from bot.storage.belongings import Belongings, OwnSuggestion
from bot.storage.kept import Mark, Outcome
from tests.bot.storage.contract import ALIEN, AMELIE, ANN, BOB, HEAT, START, UNDATED, FakeClock, film

MONDAY = monday(START)
CAT = 4_611_999


async def known(storage: Storage, *people: int) -> None:
    async with storage.transaction() as turn:
        for user_id in people:
            await turn.save_state(user_id, {}, language="en")


async def suggest(storage: Storage, who: int, what: Film, version: str = "v1", match: float | None = None) -> None:
    async with storage.transaction() as turn:
        await turn.add_suggestion(who, what, version, match=match)


async def settle(storage: Storage, who: int, what: Film, outcome: Outcome, stars: float | None = None) -> None:
    async with storage.transaction() as turn:
        if stars is not None:
            await turn.add_rating(who, what, stars)
        await turn.settle_suggestion(who, what, outcome)


async def test_nothing_shown_sums_to_nothing(storage: Storage, clock: FakeClock) -> None:
    for weeks in (4, None):
        tally = await storage.tally(clock.now, weeks)
        assert (tally.whole, tally.periods, tally.versions, tally.bins) == (Sums(), {}, {}, ())
        assert tally.films == Films()
    assert await storage.halves("v1", "v2", since=0, until=clock.now) == Halves()


async def test_what_became_of_suggestions_by_week_and_version(storage: Storage, clock: FakeClock) -> None:
    await known(storage, ANN, BOB)
    clock.now = MONDAY - 1  # the last second of the week before
    await suggest(storage, ANN, HEAT, match=80)
    await settle(storage, ANN, HEAT, Outcome.LIKED, 4.5)
    clock.now = MONDAY
    await suggest(storage, ANN, ALIEN, match=60)
    await settle(storage, ANN, ALIEN, Outcome.DISLIKED, 2.5)
    await suggest(storage, ANN, AMELIE, "v2")
    await settle(storage, ANN, AMELIE, Outcome.SAVED)
    await suggest(storage, BOB, HEAT, "v2", match=69.9)
    await settle(storage, BOB, HEAT, Outcome.SEEN, 3)
    await suggest(storage, BOB, UNDATED, "v2", match=100)
    tally = await storage.tally(clock.now, 2)
    before = Sums(1, 1, liked=1, answering=1, accepted_squares=1, answered_squares=1, products=1)
    # Ann: 1 accepted of 2 answered; Bob: 0 of 1
    now = Sums(2, 4, saved=1, disliked=1, seen=1, answering=2, accepted_squares=1, answered_squares=5, products=2)
    assert tally.periods == {0: before, 1: now}
    assert tally.versions == {
        "v1": Sums(1, 2, liked=1, disliked=1, answering=1, accepted_squares=1, answered_squares=4, products=2),
        "v2": Sums(2, 3, saved=1, seen=1, answering=2, accepted_squares=1, answered_squares=2, products=1),
    }
    # Ann: 2 of 3; Bob: 0 of 1
    over_people = {"answering": 2, "accepted_squares": 4, "answered_squares": 10, "products": 6}
    assert tally.whole == Sums(2, 5, liked=1, saved=1, disliked=1, seen=1, **over_people)
    assert tally.bins == (Bin(60, 70, 2, 2, 129.9, 0, 5.5), Bin(80, 90, 1, 1, 80.0, 1, 4.5))
    assert tally.films == Films(4, 5, 5)
    assert (await storage.tally(clock.now, 1)).whole == now
    assert (await storage.tally(clock.now, None)).whole == tally.whole


async def test_a_like_that_was_taken_back_is_no_answer_and_a_rating_from_elsewhere_is_one(
    storage: Storage, clock: FakeClock
) -> None:
    await known(storage, ANN)
    await suggest(storage, ANN, HEAT, match=70)
    await settle(storage, ANN, HEAT, Outcome.LIKED, 5)
    async with storage.transaction() as turn:
        await turn.undo_last(ANN)
    await suggest(storage, ANN, ALIEN, match=70)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, ALIEN, 4)
    whole = (await storage.tally(clock.now, 4)).whole
    assert (whole.shown, whole.answered, whole.liked) == (2, 1, 1)


async def test_a_rating_belongs_to_the_last_time_that_a_film_was_shown_before_it(
    storage: Storage, clock: FakeClock
) -> None:
    await known(storage, ANN)
    await suggest(storage, ANN, HEAT, "v1", match=40)
    await settle(storage, ANN, HEAT, Outcome.PASSED)
    clock.move()
    await suggest(storage, ANN, HEAT, "v2", match=50)
    clock.move()
    await settle(storage, ANN, HEAT, Outcome.LIKED, 4)
    clock.move()
    await suggest(storage, ANN, HEAT, "v3")
    tally = await storage.tally(clock.now, 4)
    counted = {name: (sums.shown, sums.answered, sums.liked) for name, sums in tally.versions.items()}
    assert counted == {"v1": (1, 1, 0), "v2": (1, 1, 1), "v3": (1, 0, 0)}
    assert [(each.low, each.rated) for each in tally.bins] == [(50, 1)]


async def test_what_another_bot_had_shown_does_not_count(storage: Storage, clock: FakeClock) -> None:
    await known(storage, ANN)
    times = (clock.now - 5, Outcome.SAVED, clock.now - 4)
    shown = tuple(OwnSuggestion(each, "v1", *times, 50.0) for each in (HEAT, ALIEN))
    async with storage.transaction() as turn:
        await turn.restore(ANN, "abc", Belongings("en", clock.now, {}, suggestions=shown))
    assert len(await storage.suggestions(ANN)) == 2
    await suggest(storage, ANN, AMELIE)
    tally = await storage.tally(clock.now, None)
    assert (tally.whole.shown, tally.films) == (1, Films(1, 1, 1))
    assert (await storage.halves("v1", "v2", since=0, until=clock.now + 1)).current.shown == 1


async def test_all_weeks_come_in_so_many_periods_at_most(storage: Storage, clock: FakeClock) -> None:
    await known(storage, ANN)
    for week in range(7):
        clock.now = MONDAY + week * WEEK
        await suggest(storage, ANN, HEAT)
    tally = await storage.tally(clock.now, None, most=3)
    assert (tally.span.since, tally.span.period) == (MONDAY, 3 * WEEK)
    assert {number: sums.shown for number, sums in tally.periods.items()} == {0: 3, 1: 3, 2: 1}


async def test_halves_are_told_by_people_who_saw_one_version_alone(storage: Storage, clock: FakeClock) -> None:
    await known(storage, ANN, BOB, CAT)
    await suggest(storage, BOB, ALIEN, "v1")  # before the comparison began
    clock.move()
    began = clock.now
    for who, version in ((ANN, "v1"), (ANN, "v2"), (BOB, "v2"), (CAT, "v1"), (CAT, "v3")):
        await suggest(storage, who, HEAT, version)
    await settle(storage, BOB, HEAT, Outcome.LIKED, 5)
    clock.move()
    await suggest(storage, CAT, AMELIE, "v1")  # after it ended
    found = await storage.halves("v1", "v2", since=began, until=clock.now)
    liked = Sums(1, 1, liked=1, answering=1, accepted_squares=1, answered_squares=1, products=1)
    assert found == Halves(current=Sums(1, 1), other=liked, both=1)


async def test_an_erased_person_is_out_of_every_sum(storage: Storage, clock: FakeClock) -> None:
    await known(storage, ANN)
    await suggest(storage, ANN, HEAT)
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
        await turn.delete_user(ANN)
    assert (await storage.tally(clock.now, None)).whole == Sums()


@dataclass
class Plain:
    """One suggestion, as a plain count sees it."""

    who: int
    what: Film
    version: str
    at: int
    verdict: str = ""


async def test_any_rows_sum_up_as_a_plain_count_does(storage: Storage, clock: FakeClock) -> None:
    chance = random.Random(5)
    people, rows = range(CAT, CAT + 6), list[Plain]()
    films = [film(f"Film {number}") for number in range(60)]
    await known(storage, *people)
    clock.now = MONDAY - 3 * WEEK
    verdicts = {"liked": 5.0, "disliked": 1.0, "seen": 3.0, "saved": None, "passed": None, "hidden": None}
    for who in people:
        for what in chance.sample(films, 25):
            rows.append(Plain(who, what, chance.choice(["v1", "v2"]), clock.now))
            await suggest(storage, who, what, rows[-1].version)
            if chance.random() < 0.8:
                rows[-1].verdict = chance.choice(sorted(verdicts))
                await settle(storage, who, what, Outcome(rows[-1].verdict), verdicts[rows[-1].verdict])
            clock.move(chance.randrange(4 * WEEK // 75))
    tally = await storage.tally(clock.now, None)
    first = tally.span.since
    assert tally.whole == plain_sums(rows)
    assert tally.versions == {v: plain_sums([r for r in rows if r.version == v]) for v in ("v1", "v2")}
    weeks = {(row.at - first) // WEEK for row in rows}
    assert tally.periods == {w: plain_sums([r for r in rows if (r.at - first) // WEEK == w]) for w in weeks}
    assert sum(sums.shown for sums in tally.periods.values()) == tally.whole.shown
    often = Counter(row.what.key for row in rows)
    assert tally.films == Films(len(often), len(rows), sum(count for _, count in often.most_common(10)))


def plain_sums(rows: list[Plain]) -> Sums:
    by = Counter(row.verdict for row in rows)
    each = [(sum(r.verdict in ("liked", "saved") for r in rows if r.who == who),
             sum(bool(r.verdict) for r in rows if r.who == who)) for who in {row.who for row in rows}]  # fmt: skip
    return Sums(
        len(each),
        len(rows),
        *(by[name] for name in ("liked", "saved", "disliked", "seen", "passed", "hidden")),
        sum(answered > 0 for _, answered in each),
        sum(accepted**2 for accepted, _ in each),
        sum(answered**2 for _, answered in each),
        sum(accepted * answered for accepted, answered in each),
    )
