"""What tests of several folders stand on."""

from pathlib import Path

import pytest

from bot.training import train
from recengine import load_dataset
from recengine.persistence import ModelStore
from tests.end_to_end.world import write_dataset


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a data set and a model trained on it; copied for each test."""
    home = tmp_path_factory.mktemp("trained")
    dataset = load_dataset(write_dataset(home / "films"), enrich=False)
    train(dataset, ModelStore(home / "models"), setting=str(home / "films"), model_name="item-item")
    return home
