"""Model versions swapped under load: every suggestion is of one version from end to end, and none fails."""

import re
import shutil
from pathlib import Path

import pytest

from benchmarks.reliability import swaps
from benchmarks.reliability.rows import Options
from benchmarks.reliability.telling import SIGNS, Cards, Sign, publish_signed
from bot.dialogue.taps import Tap
from recengine.persistence import ModelStore


async def test_no_suggestion_fails_or_is_of_two_versions(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swaps, "OTHER_FILMS_EVERY", 3)
    monkeypatch.setattr(swaps, "RATE", 6.0)
    (row,) = await swaps.measure(Options(trained, scale=0.01))
    told = re.search(r"(\d+) failed and (\d+) of (\d+) suggestions mixed", row.figure)
    assert told is not None
    assert (told[1], told[2]) == ("0", "0")
    assert int(told[3]) > 0
    swapped = re.match(r"(\d+) swaps, (\d+) of them to another", row.what)
    assert swapped is not None
    assert int(swapped[2]) > 0


def card(text: str) -> dict[str, object]:
    """A card as the page sees it."""
    buttons = [[{"data": f"{tap}:x"} for tap in (Tap.LIKE, Tap.WHY, Tap.NEXT)]]
    return {"text": text, "buttons": buttons}


def test_a_card_of_two_versions_is_noticed() -> None:
    cards = Cards()
    cards.note(1, card("Heat † (1995)\nMatch: 55 %"))
    cards.note(1, card("Alien (1979)\nMatch: 31 %"))
    assert cards.mixed == []
    cards.note(1, card("Heat † (1995)\nMatch: 77 %"))
    assert len(cards.mixed) == 1


def test_a_suggestion_is_looked_for_on_a_card_of_its_version() -> None:
    cards, (first, second, other) = Cards(), SIGNS
    cards.note(1, card("Heat † (1995)\nMatch: 55 %"))
    cards.note(1, card("Alien (1979)\nMatch: 31 %"))
    assert cards.has(1, "Heat (1995)", other)
    assert cards.has(1, "Alien (1979)", first)
    assert cards.has(1, "Alien (1979)", None)
    assert not cards.has(1, "Alien (1979)", second)
    assert not cards.has(1, "Heat (1995)", first)
    assert not cards.has(2, "Alien (1979)", first)


def test_signed_versions_say_their_signs(trained: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(trained / "models", home / "models")
    store = ModelStore(home / "models")
    before = store.current()
    signs = publish_signed(home)
    assert store.current() == before
    assert set(signs.values()) == {*SIGNS} == {Sign("", 31), Sign("", 77), Sign("†", 55)}
    for version, sign in signs.items():
        recommender = store.load(version).recommender
        assert {round(float(match)) for match in recommender.match({})} == {sign.match}
        assert all(movie.title.endswith(sign.mark) for movie in recommender.catalog)
