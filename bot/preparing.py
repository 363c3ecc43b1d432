"""Making sure that there is a model to serve: the first start trains one, with progress."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.settings import Settings
from recengine.persistence import ModelStore

if TYPE_CHECKING:
    from recengine.dataset import Dataset


def prepare_model(settings: Settings) -> None:
    """Train and publish a first version where there is none, or none for the data set that is set now.

    Raises
    ------
    MatineeError
        Where the data set cannot be loaded, or the current model is damaged; nothing is overwritten then.
    """
    store = ModelStore(settings.models)
    current = store.current()
    if current is not None:
        made_for = store.load(current).manifest.get("setting")
        if settings.matinee_dataset is None or settings.matinee_dataset == made_for:
            return
    from bot.training import own_ratings, train

    with progress_bars() as bars:
        dataset = load(settings, bars)
        bars.say(dataset.note)
        own = own_ratings(settings)
        # Somebody waits for the first chat: what this version is worth is told by `matinee evaluate` and `/retrain`.
        train(dataset, store, own=own, setting=settings.matinee_dataset, measured=False, progress=bars.progress)


class Bars:
    """Progress bars on stderr, one a phase."""

    def __init__(self, start: Callable[[str], Callable[[float], None]], say: Callable[[str], None]) -> None:
        self._start = start
        self._phases: dict[str, Callable[[float], None]] = {}
        self._say = say

    def progress(self, phase: str, done: float) -> None:
        """A `recengine.progress.Progress`."""
        if phase not in self._phases:
            self._phases[phase] = self._start(phase)
        self._phases[phase](done)

    def download(self, done: int, total: int | None) -> None:
        """Progress of a download in bytes."""
        self.progress("downloading the data set", done / total if total else 0.0)

    def say(self, note: str) -> None:
        """A line among the bars."""
        if note:
            self._say(note)


@contextmanager
def progress_bars() -> Iterator[Bars]:
    """Bars that show elapsed and remaining time; plain silence where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=console, disable=not console.is_terminal) as shown:

        def start(phase: str) -> Callable[[float], None]:
            task = shown.add_task(phase, total=1.0)
            return lambda done: shown.update(task, completed=done)

        yield Bars(start, lambda note: console.print(note, markup=False, highlight=False))


def load(settings: Settings, bars: Bars, *, dataset: str | None = None) -> "Dataset":
    """The data set asked for, else the one of the settings, else what can be had.

    Raises
    ------
    DatasetError
        Where the data set asked for cannot be loaded.
    """
    from recengine.datasets import load_default_dataset

    setting = dataset or settings.matinee_dataset
    return load_default_dataset(setting=setting, home=settings.matinee_home, progress=bars.download)
