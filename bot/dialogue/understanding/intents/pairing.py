"""Which verdict of a message is about which of its films."""

from collections.abc import Sequence

from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import looked_up
from bot.dialogue.understanding.ratings import Verdict
from bot.dialogue.understanding.titles import Film, TitleFinder

_BREAKS = {",": 1, "and": 1, "but": 2, ".": 2, "while": 2, "though": 2, "although": 2, "whereas": 2, "yet": 2}


def each_judged(reading: Reading, titles: TitleFinder, verdicts: Sequence[Verdict]) -> dict[Film, Verdict]:
    """Every film with the verdict on it; empty unless there are several films, and verdicts on
    each or verdicts that differ.

    «Loved Heat but Alien was boring»: between two verdicts, a film belongs to the one that fewer breaks part from it;
    among equals to the one that speaks of what comes before («was boring»).
    """
    bounds = [0, *(at for verdict in verdicts for at in (verdict.start, verdict.end)), len(reading.plain)]
    films = {
        film: _judging(reading, film, verdicts)
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
        for film in looked_up(reading, titles, start, end, loose=True)
    }
    judged = {film: verdict for film, verdict in films.items() if verdict is not None}
    all_told = len({film.movie for film in judged}) > 1 and set(judged.values()) == set(verdicts)
    differ = len({verdict.stars for verdict in judged.values()}) > 1
    return judged if all_told or (differ and len({film.movie for film in judged}) > 1) else {}


def _judging(reading: Reading, film: Film, verdicts: Sequence[Verdict]) -> Verdict | None:
    words = [word.plain for word in reading.sentence.words]

    def parted(verdict: Verdict) -> tuple[float, int]:
        first, last = reading.sentence.words_within(verdict.start, verdict.end)
        before = first < film.first
        between = words[last : film.first] if before else words[film.last : first]
        against = 0.5 if before != _speaks_ahead(reading, verdict) else 0.0
        return sum(_BREAKS.get(word, 0) for word in between) + 3 * against, len(between)

    return min(verdicts, key=parted, default=None)


def _speaks_ahead(reading: Reading, verdict: Verdict) -> bool:
    """Whether a verdict is about what follows («loved Heat», «4 stars for Heat») rather than what precedes."""
    following = reading.plain[verdict.end :].split()[:1]
    return verdict.transitive or following in (["for"], ["to"])
