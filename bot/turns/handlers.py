"""What a topic offers to the dispatcher: the commands and taps that it answers."""

from collections.abc import Callable

from bot.dialogue.commands import Command
from bot.dialogue.taps import Parsed, Tap
from bot.turns.turn import Turn
from recengine.catalog import Movie

CommandHandlers = dict[Command, Callable[[Turn, str], None]]
"""Command -> what answers it, given the words behind it."""

TapHandlers = dict[Tap, Callable[[Turn, Parsed], None]]
"""Tap -> what answers it."""

FilmTapHandlers = dict[Tap, Callable[[Turn, Movie], None]]
"""Tap whose first argument is a film -> what answers it, given the film; one that is gone is told before."""
