"""The shelf of versions: read whatever they are, and another one served only once it is known to be whole."""

from bot.dialogue.language import words
from bot.retraining.shelf import Shelf
from bot.versions import State, Version, code_of
from recengine.persistence.comparison import start
from tests.bot.retraining.lab import CHAT, Lab
from tests.bot.small import publish


async def served(lab: Lab, name: str) -> str:
    shelf = Shelf(lab.store, lab.serving, lab.storage)
    shelf.through(lab.announcer)
    shelf.serve(CHAT, 7, Version(name, code_of(name)))
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    ((chat_id, instead_of, screen),) = lab.announcer.said
    assert (chat_id, instead_of) == (CHAT, 7)
    return screen.text.plain


async def test_the_newest_comes_first_with_what_became_of_each(lab: Lab) -> None:
    first, second = lab.serving.current.version, publish(lab.folder)
    third = publish(lab.folder)
    (lab.store.root / second / "manifest.json").write_text("{")
    versions = await Shelf(lab.store, lab.serving, lab.storage).versions()
    assert {version.name: version.state for version in versions} == {
        third: State.SERVED,
        second: State.DAMAGED,
        first: State.OTHER,
    }
    names = [version.name for version in versions]
    assert names == sorted(names, reverse=True)


async def test_another_version_is_served_at_once_for_every_process(lab: Lab) -> None:
    old, new = lab.serving.current.version, publish(lab.folder)
    await lab.serving.refresh()
    assert lab.serving.current.version == new
    assert "Everybody is now served by the model of" in await served(lab, old)
    assert (lab.serving.current.version, lab.store.current()) == (old, old)
    assert not await lab.serving.refresh()


async def test_one_that_is_damaged_changes_nothing(lab: Lab) -> None:
    old, new = lab.serving.current.version, publish(lab.folder)
    await lab.serving.refresh()
    (lab.store.root / old / "catalog.json").write_text("[]")
    assert "That model cannot be served. Nothing has changed." in await served(lab, old)
    assert (lab.serving.current.version, lab.store.current()) == (new, new)


async def test_one_that_is_gone_is_said_to_be(lab: Lab) -> None:
    said = await served(lab, "20200101-000000-dead")
    assert "there is no model version «20200101-000000-dead»" in said


async def test_a_version_that_was_refused_before_can_be_served_once_it_is_mended(lab: Lab) -> None:
    new = publish(lab.folder)
    catalog = lab.store.root / new / "catalog.json"
    whole = catalog.read_bytes()
    catalog.write_text("[]")
    assert not await lab.serving.refresh()
    catalog.write_bytes(whole)
    assert "Everybody is now served" in await served(lab, new)


async def test_a_comparison_that_is_ended_by_it_is_told_once(lab: Lab) -> None:
    old, new = lab.serving.current.version, publish(lab.folder)
    await lab.serving.refresh()
    start(lab.store.root, old, now=1_700_000_000)
    await lab.serving.refresh()
    assert words("comparison-ended") in await served(lab, old)
    for version in (new, old):
        lab.announcer.said.clear()
        assert words("comparison-ended") not in await served(lab, version)
