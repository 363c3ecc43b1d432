"""What is counted and timed, and that it names nobody."""

from prometheus_client.parser import text_string_to_metric_families

from bot.lag import LagGauge
from bot.logs import Trouble
from bot.metrics import MOST_ASKING, Metrics, Snapshot, exposition
from bot.storage.kept import Waits
from tests.bot.small import small_served


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def sample(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_updates_are_counted_by_kind_and_timed() -> None:
    metrics = Metrics()
    metrics.update("message", 0.02)
    metrics.update("message", 0.4)
    metrics.update("callback_query", 0.02)
    assert sample(metrics, "matinee_updates_total", kind="message") == 2
    assert sample(metrics, "matinee_turn_seconds_count") == 3
    assert sample(metrics, "matinee_turn_seconds_bucket", le="0.025") == 2


def test_a_reply_is_timed_from_the_first_question_that_it_answers() -> None:
    clock = Clock()
    metrics = Metrics(clock=clock)
    metrics.asked(5)
    clock.now += 2
    metrics.asked(5)
    metrics.answered(6)
    clock.now += 1
    metrics.answered(5)
    metrics.answered(5)
    assert sample(metrics, "matinee_reply_seconds_count") == 1
    assert sample(metrics, "matinee_reply_seconds_sum") == 3


def test_questions_without_answers_do_not_pile_up() -> None:
    metrics = Metrics()
    for chat_id in range(MOST_ASKING + 50):
        metrics.asked(chat_id)
    assert len(metrics._asking) == MOST_ASKING


def test_silence_is_the_time_since_telegram_answered() -> None:
    clock = Clock()
    metrics = Metrics(clock=clock)
    clock.now += 7
    assert metrics.silence == 7
    metrics.contact()
    assert metrics.silence == 0


def test_the_exposition_can_be_parsed_and_names_model_waits_lag_and_errors() -> None:
    metrics, trouble, lag = Metrics(), Trouble(), LagGauge()
    trouble.counts["error", "bot.test"] = 3
    lag.note(0.25)
    metrics.called("sendMessage", "refused")
    shot = Snapshot({"pending": 2, "users": 7}, Waits(inbox=30), small_served(), lag, trouble)
    text = exposition(metrics, shot).decode()
    found = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["matinee_pending",] == 2
    assert found["matinee_oldest_update_seconds",] == 30
    assert found["matinee_oldest_reply_seconds",] == 0
    assert found["matinee_loop_lag_seconds",] == 0.25
    assert found["matinee_model_info", ("dataset", ""), ("version", "v1")] == 1
    assert found["matinee_log_records_total", ("level", "error"), ("logger", "bot.test")] == 3
    assert found["matinee_telegram_calls_total", ("method", "sendMessage"), ("outcome", "refused")] == 1
    assert any(name[0] == "process_start_time_seconds" for name in found)
