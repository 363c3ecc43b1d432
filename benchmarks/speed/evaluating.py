"""The accuracy protocol, with histories scored many at a time, beside one prediction after the other."""

from collections.abc import Iterator

from benchmarks.speed.lightfm_peer import LightFMPeer
from benchmarks.speed.measuring import paired
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.served import Served, components
from benchmarks.speed.stage import Stage
from recengine.evaluation.protocol import GIVEN, measure
from recengine.evaluation.splitting import TEST_USERS, hold_out_users

FASTER = 20.0
ROUNDS = 5


def evaluating(stage: Stage) -> Iterator[Row]:
    """150 people, each with 1, 3, 5, 10 and 20 ratings given."""
    served = Served.large(stage)
    hold_out = hold_out_users(served.dataset, seed=0, users=15 if stage.quick else TEST_USERS)
    model, width = served.recommender.model, components(served.recommender.model)
    peer = LightFMPeer(served.recommender.catalog, width)
    pairs = paired(
        lambda: measure(model, hold_out, given=GIVEN),
        lambda: measure(peer, hold_out, given=GIVEN),
        rounds=stage.rounds(ROUNDS),
    )
    yield Row.of(
        "evaluation",
        f"{len(hold_out.users)} people × {len(GIVEN)} numbers of ratings, {served.movies:,} films",
        f"one LightFM.predict a person, {width} components",
        pairs,
        goal=Goal.times_faster(FASTER),
        unit="s",
    )
