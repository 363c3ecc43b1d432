"""`matinee understand`, and wishes in words for other commands."""

import json
import sys

import typer

from bot.added.serving import with_added
from bot.dialogue.understanding import Meaning, Understanding
from bot.preparing import load, progress_bars
from bot.settings import Settings, load_settings
from bot.training import added_films
from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.persistence import ModelStore
from recengine.query import Constraints
from recengine.recommender import Recommender
from recengine.titles import TitleIndex


def understand_command(text: str, *, as_json: bool) -> None:
    """What one message means, or each line of stdin."""
    catalog, popularity = _catalog(load_settings())
    titles = TitleIndex(catalog, popularity=popularity)
    understanding = Understanding.of(catalog, titles, popularity=popularity)
    if text == "-":
        for line in sys.stdin:
            typer.echo(_json(understanding.meaning(line.rstrip("\n"))))
            sys.stdout.flush()
        return
    meaning = understanding.meaning(text)
    typer.echo(_json(meaning) if as_json else _printout(meaning, catalog))


def wishes(ask: str, recommender: Recommender) -> Constraints:
    """The constraints that a text states; words that state none are passed over."""
    if not ask.strip():
        return Constraints()
    catalog, popularity = recommender.catalog, recommender.presumed
    titles = TitleIndex(catalog, popularity=popularity)
    return Understanding.of(catalog, titles, popularity=popularity).wishes(ask)


def served_titles(settings: Settings) -> TitleIndex:
    """Titles of the current model's catalogue; of the data set where no model fits the settings yet."""
    catalog, popularity = _catalog(settings)
    return TitleIndex(catalog, popularity=popularity)


def _catalog(settings: Settings) -> tuple[Catalog, Floats]:
    store = ModelStore(settings.models)
    if store.current() is not None:
        saved = with_added(store.load(), added_films(settings))
        if settings.matinee_dataset in (None, saved.manifest.get("setting")):
            return saved.recommender.catalog, saved.recommender.presumed
    from recengine.statistics import ItemStatistics

    with progress_bars() as bars:
        data = load(settings, bars)
    return data.catalog, ItemStatistics.of(data).ratings


def _json(meaning: Meaning) -> str:
    return json.dumps(meaning.to_json(), ensure_ascii=False)


def _printout(meaning: Meaning, catalog: Catalog) -> str:
    """One line for each part of a meaning that is not empty."""
    parts = meaning.to_json()
    parts["titles"] = [catalog[item_id].label for item_id in meaning.titles]
    return "\n".join(f"{name}: {_plain(value)}" for name, value in parts.items() if value not in (None, []))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join("any" if part is None else str(part) for part in value)
    return str(value)
