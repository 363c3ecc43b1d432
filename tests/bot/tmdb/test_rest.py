"""When TMDB is left in peace."""

from bot.tmdb.rest import FIRST_PAUSE, LONGEST_PAUSE, REFUSED_PAUSE, Rest


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_each_failure_after_a_rest_doubles_the_next_one_up_to_a_limit() -> None:
    clock = Clock()
    rest = Rest(clock=clock)
    pauses = []
    for _ in range(10):
        pauses.append(rest.failed())
        assert rest.failed() == 0  # others that were under way failed, too
        assert not rest.is_over
        clock.now += pauses[-1]
        assert rest.is_over
    assert pauses == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    rest.worked()
    assert rest.failed() == FIRST_PAUSE < LONGEST_PAUSE


def test_what_tmdb_asks_for_is_kept() -> None:
    clock = Clock()
    rest = Rest(clock=clock)
    rest.asked_to_wait(30)
    rest.asked_to_wait(5)
    clock.now += 29
    assert not rest.is_over
    clock.now += 1
    assert rest.is_over


def test_a_refused_key_is_news_once() -> None:
    clock = Clock()
    rest = Rest(clock=clock)
    assert rest.was_refused()
    assert not rest.was_refused()
    assert rest.refused
    clock.now += REFUSED_PAUSE
    assert rest.is_over
    rest.worked()
    assert not rest.refused
    assert rest.was_refused()
