"""TMDB for as long as a bot runs, and for `matinee check`."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.tmdb.opening import greeted, opened
from recengine.catalog import Catalog
from tests.bot.small import CATALOG, dataset, publish
from tests.bot.test_cli import matinee
from tests.bot.tmdb.standin import KEY, TOKEN, StandIn

WRONG = "f" * 32


async def test_without_a_key_nothing_is_opened_and_no_folder_made(tmp_path: Path) -> None:
    async with opened(None, url="http://127.0.0.1:9/3", folder=tmp_path / "tmdb") as tmdb:
        assert tmdb is None
    assert not (tmp_path / "tmdb").exists()


async def test_opened_it_asks_nothing_before_something_is_wanted(tmp_path: Path) -> None:
    standin = StandIn()
    async with standin.served() as url:
        async with opened(KEY, url=url, folder=tmp_path / "tmdb") as tmdb:
            assert tmdb is not None
            await asyncio.sleep(0)
            assert standin.asked == []
            assert await tmdb.learn([949], "en") is True
        assert standin.asked == [("film", "949 en")]


@pytest.mark.parametrize("key", [KEY, TOKEN])
async def test_a_key_that_works_is_told(key: str) -> None:
    async with StandIn().served() as url:
        ok, said = await asyncio.to_thread(greeted, key, url=url)
    assert ok
    assert said == "TMDB takes TMDB_API_KEY; cards show posters"


async def test_tmdb_out_of_reach_speaks_against_nothing() -> None:
    standin = StandIn(faults={"configuration": lambda _: httpx.Response(503)})
    async with standin.served() as url:
        ok, said = await asyncio.to_thread(greeted, KEY, url=url)
    assert ok
    assert said.startswith("TMDB cannot be asked now (status 503)")


async def test_check_tells_of_a_refused_key_in_one_line_and_not_which_it_is(tmp_path: Path) -> None:
    publish(tmp_path, data=replace(dataset(), catalog=Catalog([replace(m, tmdb_id=m.item_id) for m in CATALOG])))
    async with StandIn().served() as url:
        code, out, err = await matinee("check", home=tmp_path, TMDB_API_KEY=WRONG, TMDB_API_URL=url)
    assert (code, err) == (1, "")
    assert "✗ posters: TMDB refuses TMDB_API_KEY" in out
    assert "12 of its 12 films have an id of TMDB's" in out
    assert WRONG not in out
