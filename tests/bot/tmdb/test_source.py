"""Posters and plots as the bot uses them."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.tmdb.calls import AT_ONCE
from bot.tmdb.client import API, Client
from bot.tmdb.entry import LASTS
from bot.tmdb.rest import FIRST_PAUSE, REFUSED_PAUSE, Rest
from bot.tmdb.shelf import Shelf
from bot.tmdb.source import MOST_UNDER_WAY, UNFIT_SECONDS, Tmdb
from tests.bot.tmdb.standin import KEY, PLOT, Answer, StandIn, poster

HEAT = {"tmdb_id": 949, "language": "en"}
FILM, POSTER = ("film", "949 en"), ("poster", "p949.jpg")


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


Open = Callable[..., AbstractAsyncContextManager[Tmdb]]


@pytest.fixture
def standin() -> StandIn:
    return StandIn({949: "Heat"}, unknown={404}, bare={500})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(standin: StandIn, tmp_path: Path, clock: Clock) -> Open:
    """Opens what TMDB knows over one folder, as each process does."""

    @asynccontextmanager
    async def opens(*, patience: float = 5.0, key: str = KEY) -> AsyncIterator[Tmdb]:
        client = Client(key, API, transport=standin.transport)
        tmdb = Tmdb(client, Shelf(tmp_path, clock=clock), clock=clock, rest=Rest(clock=clock), patience=patience)
        try:
            yield tmdb
        finally:
            await tmdb.close()

    return opens


def holding(secret: bytes, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.001)


async def test_a_poster_is_fetched_once_and_then_kept_for_every_process(opened: Open, standin: StandIn) -> None:
    async with opened() as tmdb:
        assert await tmdb.poster(HEAT) == poster("Heat")
        assert await tmdb.poster(HEAT) == poster("Heat")
    async with opened() as another:
        assert await another.poster(HEAT) == poster("Heat")
        assert await another.learn([949], "en")
    assert standin.asked == [FILM, POSTER]


async def test_after_half_a_year_it_is_fetched_anew(opened: Open, standin: StandIn, clock: Clock) -> None:
    async with opened() as tmdb:
        await tmdb.poster(HEAT)
        clock.now += LASTS
        assert tmdb.plots("en")(949) is None
        await tmdb.poster(HEAT)
    assert standin.asked == [FILM, POSTER] * 2


async def test_a_card_does_not_wait_for_a_slow_poster_which_is_there_the_next_time(
    opened: Open, standin: StandIn
) -> None:
    standin.gate = asyncio.Event()
    async with opened(patience=0.01) as tmdb:
        assert await tmdb.poster(HEAT) is None
        assert await tmdb.poster(HEAT) is None  # the one that is under way is not begun again
        standin.gate.set()
        await until(lambda: POSTER in standin.asked)
        await until(lambda: not tmdb._under_way)
        assert await tmdb.poster(HEAT) == poster("Heat")
    assert standin.asked == [FILM, POSTER]


async def test_a_plot_is_told_in_the_language_or_else_in_english(opened: Open, standin: StandIn) -> None:
    standin.plots = {(949, "es"): "Un ladrón.", (862, "es"): "", (7, "es"): "", (7, "en"): ""}
    async with opened() as tmdb:
        plots = tmdb.plots("es")
        assert plots(949) is None
        assert await tmdb.learn([949, 862, 7], "es")
        assert [plots(949), plots(862), plots(7)] == ["Un ladrón.", PLOT, ""]
        assert tmdb.plots("en")(949) is None


async def test_what_tmdb_does_not_have_is_remembered(opened: Open, standin: StandIn) -> None:
    async with opened() as tmdb:
        for _ in range(2):
            assert await tmdb.poster({"tmdb_id": 404, "language": "en"}) is None
            assert await tmdb.poster({"tmdb_id": 500, "language": "en"}) is None
        assert await tmdb.learn([404], "en")
        assert tmdb.plots("en")(404) == ""
    assert standin.asked == [("film", "404 en"), ("film", "500 en")]


@pytest.mark.parametrize(
    "content", [b"", b"<html>", poster("Heat")[:-500], bytes(3_000_000)], ids=["nothing", "html", "cut", "huge"]
)
async def test_what_is_no_poster_is_not_shown_not_kept_and_not_asked_for_at_each_card(
    opened: Open, standin: StandIn, clock: Clock, tmp_path: Path, content: bytes
) -> None:
    standin.faults["poster"] = lambda _: httpx.Response(200, content=content)
    async with opened() as tmdb:
        assert await tmdb.poster(HEAT) is None
        assert await tmdb.poster(HEAT) is None
        assert standin.asked == [FILM, POSTER]
        assert not (tmp_path / "posters").exists()
        standin.faults.clear()
        clock.now += UNFIT_SECONDS + 1
        assert await tmdb.poster(HEAT) == poster("Heat")


async def test_a_refused_key_is_told_once_and_not_tried_at_each_card(
    opened: Open, standin: StandIn, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with opened(key="f" * 32) as tmdb:
            for number in range(1, 6):
                assert await tmdb.poster({"tmdb_id": number, "language": "en"}) is None
                assert not await tmdb.learn([number], "en")
            assert len(standin.asked) == 1
            assert tmdb.refused
            clock.now += REFUSED_PAUSE
            assert await tmdb.poster(HEAT) is None
            assert len(standin.asked) == 2
    assert [r.message for r in caplog.records if "TMDB" in r.message] == [
        "TMDB refuses TMDB_API_KEY: no new posters come; it is asked again in an hour"
    ]


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(500),
        lambda _: httpx.Response(200, content=b"<html>garbage"),
        lambda _: httpx.Response(302, headers={"Location": "http://127.0.0.1:9/"}),
    ],
    ids=["500", "garbage", "redirect"],
)
async def test_a_broken_tmdb_is_left_in_peace_for_a_while_and_then_works_again(
    opened: Open, standin: StandIn, clock: Clock, answer: Answer
) -> None:
    standin.faults["film"] = answer
    async with opened() as tmdb:
        for _ in range(3):
            assert await tmdb.poster(HEAT) is None
        assert standin.asked == [FILM]
        clock.now += FIRST_PAUSE
        standin.faults.clear()
        assert await tmdb.poster(HEAT) == poster("Heat")


async def test_tmdb_gets_the_time_that_it_asks_for(opened: Open, standin: StandIn, clock: Clock) -> None:
    standin.faults["poster"] = lambda _: httpx.Response(429, headers={"Retry-After": "60"})
    async with opened() as tmdb:
        assert await tmdb.poster(HEAT) is None
        standin.faults.clear()
        clock.now += 59
        assert await tmdb.poster(HEAT) is None
        clock.now += 1
        assert await tmdb.poster(HEAT) == poster("Heat")
    assert standin.asked == [FILM, POSTER, POSTER]


async def test_what_is_kept_is_shown_whatever_becomes_of_tmdb(opened: Open, standin: StandIn) -> None:
    async with opened() as tmdb:
        await tmdb.poster(HEAT)
        standin.faults = {kind: lambda _: httpx.Response(401) for kind in ("film", "poster")}
        assert await tmdb.poster({"tmdb_id": 862, "language": "en"}) is None
        assert tmdb.refused
        assert await tmdb.poster(HEAT) == poster("Heat")


async def test_only_a_few_calls_are_made_at_once_and_only_so_many_wait(opened: Open, standin: StandIn) -> None:
    standin.gate = asyncio.Event()
    async with opened(patience=0.0) as tmdb:
        for number in range(1, 100):
            assert await tmdb.poster({"tmdb_id": number, "language": "en"}) is None
        assert len(tmdb._under_way) == MOST_UNDER_WAY
        await until(lambda: standin.most_at_once == AT_ONCE)
        standin.gate.set()
        await until(lambda: not tmdb._under_way)
    assert standin.most_at_once == AT_ONCE
    assert len(standin.asked) == 2 * MOST_UNDER_WAY


async def test_films_that_may_come_next_are_there_when_they_come(opened: Open, standin: StandIn) -> None:
    async with opened() as tmdb:
        tmdb.expect(lambda: [862, 949], "en")
        await until(lambda: len(standin.asked) == 4 and not tmdb._ahead)
        assert standin.asked[:2] == [("film", "862 en"), ("poster", "p862.jpg")]  # one after the other
        assert await tmdb.poster(HEAT) == poster("Heat")
        assert tmdb.plots("en")(949) == PLOT
    assert len(standin.asked) == 4


async def test_looking_ahead_that_fails_harms_nothing(
    opened: Open, standin: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened() as tmdb:
        tmdb.expect(lambda: [1 // 0], "en")
        await until(lambda: not tmdb._ahead)
        assert await tmdb.poster(HEAT) == poster("Heat")
    assert "a film could not be looked up" in caplog.text


async def test_a_disk_that_takes_nothing_costs_only_the_keeping(
    opened: Open, standin: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "films").write_text("in the way")
    (tmp_path / "posters").write_text("in the way")
    async with opened() as tmdb:
        assert await tmdb.poster(HEAT) == poster("Heat")
    assert "cannot be kept" in caplog.text


async def test_a_damaged_poster_is_fetched_anew(opened: Open, standin: StandIn, tmp_path: Path) -> None:
    async with opened() as tmdb:
        await tmdb.poster(HEAT)
        (kept,) = (tmp_path / "posters").iterdir()
        kept.write_bytes(poster("Heat")[:5000])
        assert await tmdb.poster(HEAT) == poster("Heat")
    assert standin.asked == [FILM, POSTER, POSTER]


@pytest.mark.parametrize("spec", [{}, {"tmdb_id": "../../x", "language": "en"}, {"tmdb_id": 1, "language": "../x"}])
async def test_nothing_but_a_film_has_a_poster(opened: Open, spec: dict[str, object]) -> None:
    async with opened() as tmdb:
        with pytest.raises(ValueError, match="no "):
            await tmdb.poster(spec)


async def test_the_end_breaks_off_what_is_under_way(opened: Open, standin: StandIn) -> None:
    standin.gate = asyncio.Event()
    async with asyncio.timeout(5), opened(patience=0.0) as tmdb:
        await tmdb.poster(HEAT)
        tmdb.expect(lambda: [862], "en")
        await until(lambda: len(tmdb._under_way) == 2)
    assert not tmdb._under_way


async def test_the_key_is_in_nothing_that_is_logged(
    opened: Open, standin: StandIn, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def loud(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"cannot reach {request.url}")

    with caplog.at_level(logging.DEBUG, logger="bot"):
        async with opened() as tmdb:
            await tmdb.poster(HEAT)
            standin.faults["film"] = loud
            assert await tmdb.poster({"tmdb_id": 862, "language": "en"}) is None
    assert "nothing came from TMDB (ConnectError)" in caplog.text
    assert KEY not in caplog.text
    assert not holding(KEY.encode(), tmp_path)
