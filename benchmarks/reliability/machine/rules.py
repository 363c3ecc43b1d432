"""The rules by which hypothesis plays people, and what holds after each of their steps."""

import asyncio
import atexit
import shutil
import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from benchmarks.reliability.machine import happening
from benchmarks.reliability.machine.around import Wanted
from benchmarks.reliability.machine.driving import PEOPLE, Driver, Fate, Tally
from benchmarks.reliability.machine.files import Kind, Sent, made
from benchmarks.reliability.machine.home import Home
from benchmarks.reliability.machine.words import COMMANDS, SENTENCES
from benchmarks.reliability.machine.world import KEYS, publish
from bot.dialogue.screens import Button
from bot.dialogue.taps import Tap, tap_data
from bot.serving import Served
from recengine.persistence import ModelStore

ANN, BOB, CAT = PEOPLE
WHO = st.sampled_from([ANN] * 4 + [BOB] * 2 + [CAT])
"""One of them more than the others, so that much happens to one person."""

FATES = st.sampled_from([Fate.USUAL] * 12 + [Fate.TWICE, Fate.DIED, Fate.DIED_AFTER])
ANY = st.integers(0, 10_000)
FAVOURITES = [1, 1, 1, 1, 2, 2, 7]
FILMS = st.sampled_from([*FAVOURITES, *KEYS])
"""Some more often than others, so that people come back to them."""

IN_FILES = st.sampled_from([-1, 0, *FAVOURITES, *KEYS])
"""With one that nobody here knows and one that may be two."""

DAYS = st.sampled_from([10_000, 19_000, 19_900])
"""Since 1970: before all that is said in the chat, and after it."""

LINES = st.lists(st.tuples(IN_FILES, st.sampled_from([0.5, 2.0, 3.5, 5.0]), DAYS), min_size=1, max_size=6)
ANYWHERE = st.sampled_from([Tap.ANYLIKE, Tap.ANYDISLIKE, Tap.ANYSAVE])
TALLY = Tally()


@cache
def first_models() -> tuple[Path, Served]:
    """A version that learned from nobody of the bot's own, in a folder that lasts as long as the process."""
    folder = Path(tempfile.mkdtemp(prefix="matinee-machine-", dir=shared_memory()))
    atexit.register(shutil.rmtree, folder)
    publish(folder)
    return folder, Served.of(ModelStore(folder).load())


def shared_memory() -> str | None:
    """A folder in memory where there is one: what is tested is what is written, not how fast a disk is."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


class Rarely(StrEnum):
    """What happens less often than all else."""

    EXPORT = "everything handed over, and taken over by a fresh bot"
    ERASE = "everything erased"
    RESTART = "the bot ends and starts again"
    RETRAIN = "a version that learned the bot's own ratings serves from now on, once a run"
    HOURS = "hours pass, and whoever asked for it is spoken to"
    WEEKS = "weeks pass"


class Machine(RuleBasedStateMachine):
    """Each rule is a step or a few."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(prefix="matinee-machine-", dir=shared_memory()))
        models, served = first_models()
        shutil.copytree(models, self.folder / "models")
        self.driver = Driver(Home(self.folder, served, lambda: self.driver.now), self.runner, TALLY)
        self.runner.run(self.driver.home.open())
        self.versions = 1
        TALLY.begin()

    @rule(who=WHO, kind=ANY, which=ANY, fate=FATES)
    def taps(self, who: int, kind: int, which: int, fate: Fate) -> None:
        """Some button of one of the latest messages; rare kinds are tapped as often as common ones."""
        offered = self.driver.buttons(who)
        if not offered:
            self._begins(who)
            return
        of_kind = offered[sorted(offered)[kind % len(offered)]]
        message, button = of_kind[which % len(of_kind)]
        self.driver.tap(who, button, message, fate)
        TALLY.count(button.data.partition(":")[0])

    @rule(who=WHO, which=ANY, fate=FATES)
    def taps_on_the_latest(self, who: int, which: int, fate: Fate) -> None:
        """Some button of the latest message."""
        messages = self.driver.home.chat(who).messages
        if not messages:
            self._begins(who)
            return
        buttons = [button for row in messages[max(messages)].rows for button in row]
        button = buttons[which % len(buttons)]
        self.driver.tap(who, button, max(messages), fate)
        TALLY.count(button.data.partition(":")[0])

    @rule(who=WHO, other=WHO, kind=ANY, which=ANY)
    def taps_what_was_for_another(self, who: int, other: int, kind: int, which: int) -> None:
        """A forged tap with the data of somebody else's button."""
        offered = self.driver.buttons(other)
        if not offered:
            self._begins(other)
        else:
            of_kind = offered[sorted(offered)[kind % len(offered)]]
            self.driver.tap(who, of_kind[which % len(of_kind)][1], 1)
            TALLY.count("somebody else's button")

    @rule(who=WHO, item_id=FILMS, half_stars=st.sampled_from([1, 3, 6, 8, 10]), fate=FATES)
    def rates(self, who: int, item_id: int, half_stars: int, fate: Fate) -> None:
        """A rating button, as on a film that was looked up."""
        self.driver.tap(who, _button(tap_data(Tap.RATE, KEYS[item_id], half_stars, "l")), 1, fate)
        TALLY.count("rate")

    @rule(who=WHO, tap=ANYWHERE, item_id=FILMS)
    def taps_anywhere(self, who: int, tap: Tap, item_id: int) -> None:
        """A card in any chat."""
        self.driver.tap_anywhere(who, tap_data(tap, KEYS[item_id]))
        TALLY.count(tap.value)

    @rule(who=WHO, words=st.sampled_from(SENTENCES), fate=FATES)
    def says(self, who: int, words: tuple[str, object], fate: Fate) -> None:
        """Something in words."""
        self.driver.say(who, *words, fate)  # type: ignore[arg-type]
        TALLY.count("words")

    @rule(who=WHO, words=st.sampled_from(COMMANDS), fate=FATES)
    def commands(self, who: int, words: tuple[str, object], fate: Fate) -> None:
        """A command."""
        self.driver.say(who, *words, fate)  # type: ignore[arg-type]
        TALLY.count("command")

    @rule(who=WHO, words=st.sampled_from(SENTENCES + COMMANDS), fate=FATES)
    def corrects(self, who: int, words: tuple[str, object], fate: Fate) -> None:
        """A message that was sent before is edited."""
        self.driver.correct(who, words[0], fate)
        TALLY.count("edited message")

    @rule(who=WHO, fate=FATES)
    def undoes(self, who: int, fate: Fate) -> None:
        """/undo, of which there can't be enough."""
        self.driver.say(who, *COMMANDS[0], fate)
        TALLY.count("/undo")

    @rule(who=WHO, fate=FATES)
    def takes_a_file_back(self, who: int, fate: Fate) -> None:
        """The button under what a file brought."""
        undo = self.driver.button(who, Tap.UNIMPORT)
        if undo is None:
            self._sends(who, made(Kind.LETTERBOXD, [(1, 5.0, 19_000), (2, 2.0, 19_900)]), fate)
        else:
            self.driver.tap(who, *undo, fate)
            TALLY.count("file taken back")

    @rule(who=WHO, kind=st.sampled_from(Kind), lines=LINES, adds=st.booleans(), fate=FATES)
    def sends_a_file(self, who: int, kind: Kind, lines: list[tuple[int, float, int]], adds: bool, fate: Fate) -> None:
        """A file of another site, added at once or later or never."""
        self._sends(who, made(kind, lines), fate, adds=adds)
        TALLY.count("file")

    def _sends(self, who: int, sent: Sent, fate: Fate, *, adds: bool = True) -> None:
        self.driver.send(who, sent, fate)
        add = self.driver.button(who, Tap.TAKEOVER)
        if adds and add is not None:
            self.driver.tap(who, *add, fate)

    @rule(what=st.sampled_from(Rarely), who=WHO, fate=FATES)
    def now_and_then(self, what: Rarely, who: int, fate: Fate) -> None:
        """What happens less often than all else."""
        if what is Rarely.EXPORT:
            self._exports(who)
        elif what is Rarely.ERASE:
            self._erases(who, fate)
            TALLY.count("erased")
        elif what is Rarely.RESTART:
            happening.restart(self.driver)
        elif what is Rarely.RETRAIN and self.versions < 2:
            self.versions += 1
            happening.retrain(self.driver)
        else:
            self.driver.now += 200 * 3600 if what is Rarely.WEEKS else 7 * 3600
            happening.wake(self.driver)

    def _exports(self, who: int) -> None:
        sent = self.driver.export(who)
        if sent is not None:
            happening.move(self.driver, sent, who, self.folder / f"fresh{self.driver.now}")

    @precondition(lambda self: bool(self.driver.exports))
    @rule(who=WHO, which=ANY, erases=st.booleans(), fate=FATES)
    def sends_an_export(self, who: int, which: int, erases: bool, fate: Fate) -> None:
        """An own or somebody's export comes back, into an account that was erased before or beside what is there."""
        if erases:
            self._erases(who, Fate.USUAL)
        self._sends(who, self.driver.exports[which % len(self.driver.exports)], fate)
        TALLY.count("export sent back")

    def _begins(self, who: int) -> None:
        """Whoever has nothing to tap yet."""
        self.driver.say(who, "/start", lambda person, around: Wanted())
        TALLY.count("/start")

    def _erases(self, who: int, fate: Fate) -> None:
        self.driver.say(who, "/delete", lambda person, around: Wanted())
        button = self.driver.button(who, Tap.ERASE)
        assert button is not None
        self.driver.tap(who, *button, fate)

    @rule(first=ANY, second=ANY)
    def taps_together(self, first: int, second: int) -> None:
        """Two people tap at the same moment."""
        taps = {}
        for user, choice in zip(PEOPLE, (first, second), strict=False):
            buttons = [each for of_kind in self.driver.buttons(user).values() for each in of_kind]
            if buttons:
                taps[user] = buttons[choice % len(buttons)]
            else:
                self._begins(user)
        if taps:
            happening.together(self.driver, taps)

    def teardown(self) -> None:
        """The database is whole at the end."""
        try:
            assert self.driver.home.rows("PRAGMA integrity_check") == [("ok",)]
            assert self.driver.home.rows("PRAGMA foreign_key_check") == []
        finally:
            self.runner.run(self.driver.home.close())
            self.runner.close()
            shutil.rmtree(self.folder)


def _button(data: str) -> Button:
    return Button("", data)
