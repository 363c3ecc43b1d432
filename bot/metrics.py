"""What the bot counts and times while it runs, for Prometheus; no label names a person, a chat or what they say."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.lag import LagGauge
from bot.logs import Trouble
from bot.serving import Served
from bot.storage.kept import Waits

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3.0, 10.0)
MOST_ASKING = 10_000
"""Chats whose answer is timed at once."""


class Metrics:
    """Counters and clocks of one running bot.

    Parameters
    ----------
    clock
        Seconds that never go back.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        self._clock = clock
        self._contact = clock()
        self._asking: OrderedDict[int, float] = OrderedDict()
        self._updates = Counter("matinee_updates", "Updates handled, by kind.", ["kind"], registry=self.registry)
        self._turns = Histogram(
            "matinee_turn_seconds", "Time that an update was in hand.", buckets=SECONDS, registry=self.registry
        )
        self._replies = Histogram(
            "matinee_reply_seconds",
            "Time from taking an update in hand to the first thing shown in its chat.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self._calls = Counter(
            "matinee_telegram_calls", "Calls of the Bot API, by method and outcome.", ["method", "outcome"],
            registry=self.registry,
        )  # fmt: skip
        ProcessCollector(registry=self.registry)

    def update(self, kind: str, seconds: float) -> None:
        """An update of a kind was handled."""
        self._updates.labels(kind).inc()
        self._turns.observe(seconds)

    def asked(self, chat_id: int) -> None:
        """Somebody in a chat waits for an answer from now on."""
        self._asking.setdefault(chat_id, self._clock())
        if len(self._asking) > MOST_ASKING:
            self._asking.popitem(last=False)

    def answered(self, chat_id: int) -> None:
        """Something was shown in a chat."""
        begun = self._asking.pop(chat_id, None)
        if begun is not None:
            self._replies.observe(self._clock() - begun)

    def called(self, method: str, outcome: str) -> None:
        """A method of the Bot API was called: «ok», or how it went wrong."""
        self._calls.labels(method, outcome).inc()

    def contact(self) -> None:
        """Telegram answered the question for updates."""
        self._contact = self._clock()

    @property
    def silence(self) -> float:
        """Seconds since Telegram last answered it, or since the start."""
        return self._clock() - self._contact


@dataclass(frozen=True, eq=False)
class Snapshot(Collector):
    """What is looked up when somebody asks for it."""

    counts: dict[str, int]
    waits: Waits
    served: Served
    lag: LagGauge
    trouble: Trouble

    def collect(self) -> Iterator[Metric]:
        """See `Collector.collect`."""
        for name in ("pending", "quarantined", "unsent", "users", "ratings"):
            yield _gauge(f"matinee_{name}", f"Rows: {name}.", self.counts.get(name, 0))
        yield _gauge("matinee_oldest_update_seconds", "Age of the oldest pending update.", self.waits.inbox or 0)
        yield _gauge("matinee_oldest_reply_seconds", "Age of the oldest unsent reply.", self.waits.outbox or 0)
        yield _gauge("matinee_loop_lag_seconds", "Worst lateness of the event loop in a minute.", self.lag.recent)
        model = GaugeMetricFamily("matinee_model_info", "The model that is served.", labels=["version", "dataset"])
        model.add_metric([self.served.version, self.served.dataset], 1)
        yield model
        if self.served.trained_at is not None:
            yield _gauge("matinee_model_trained_seconds", "When it was trained, since 1970.", self.served.trained_at)
        told = CounterMetricFamily("matinee_log_records", "Warnings and errors.", labels=["level", "logger"])
        for (level, logger), count in sorted(self.trouble.counts.items()):
            told.add_metric([level, logger], count)
        yield told


def exposition(metrics: Metrics, snapshot: Snapshot) -> bytes:
    """All of it as Prometheus reads it."""
    now = CollectorRegistry()
    now.register(snapshot)
    return generate_latest(metrics.registry) + generate_latest(now)


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, what, value=value)
