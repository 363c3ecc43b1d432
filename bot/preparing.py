"""Making sure that there is a model to serve: the first start trains one, with progress."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.overall import DOWNLOADING, READING, Course, Step, lasting
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
        if settings.matinee_dataset in (None, store.manifest(current).get("setting")):
            return  # whoever serves it checks the rest of it
        store.load(current)
    from bot.engines import source
    from bot.training import added_films, own_ratings, train

    with store.training(), progress_bars(training=True) as bars, source(settings, bars) as learned:
        bars.say(learned.dataset.note)
        # Somebody waits for the first chat: what this version is worth is told by `matinee evaluate` and `/retrain`.
        train(
            learned.dataset,
            store,
            own=own_ratings(settings),
            added=added_films(settings),
            setting=settings.matinee_dataset,
            model_name=learned.model_name,
            engine=learned.engine,
            measured=False,
            progress=bars.progress,
        )


class Bars:
    """What is shown of a training under way.

    Parameters
    ----------
    show
        Shows a step.
    say
        Says a line meanwhile.
    """

    def __init__(self, show: Callable[[Step], None], say: Callable[[str], None]) -> None:
        self._show, self._say = show, say
        self._course = Course()

    def progress(self, phase: str, done: float) -> None:
        """A `recengine.progress.Progress`."""
        self._show(self._course.step(phase, done))

    def download(self, done: int, total: int | None) -> None:
        """Progress of a download in bytes."""
        self.progress(DOWNLOADING, done / total if total else 0.0)

    def reading(self, done: float) -> None:
        """Progress of reading the ratings; small files are read before anybody could look."""
        self.progress(READING, done)

    def say(self, note: str) -> None:
        """A line among the bars."""
        if note:
            self._say(note)


@contextmanager
def progress_bars(*, training: bool = False) -> Iterator[Bars]:
    """Bars that show the time left, one a phase; plain silence where stderr is no terminal.

    Parameters
    ----------
    training
        What is under way is a training: one bar more is for all of it, and the time left is that of all of it.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    console = Console(stderr=True)
    left = TextColumn("{task.fields[left]}") if training else TimeRemainingColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), left)
    with RichProgress(*columns, console=console, disable=not console.is_terminal) as shown:
        whole = shown.add_task("all of it", total=1.0, left="", visible=training)
        phases: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.phase not in phases:
                phases[step.phase] = shown.add_task(step.phase, total=1.0, left="")
            shown.update(phases[step.phase], completed=step.done)
            shown.update(whole, completed=step.overall, left=lasting(step.left))

        yield Bars(show, lambda note: console.print(note, markup=False, highlight=False))


def load(settings: Settings, bars: Bars, *, dataset: str | None = None) -> "Dataset":
    """The data set asked for, else the one of the settings, else what can be had.

    Raises
    ------
    DatasetError
        Where the data set asked for cannot be loaded.
    """
    from recengine.datasets import load_default_dataset

    setting = dataset or settings.matinee_dataset
    return load_default_dataset(
        setting=setting, home=settings.matinee_home, progress=bars.download, told=bars.reading
    )
