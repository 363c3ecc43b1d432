"""What the log of calls tells of a fault: whether it was met with patience, and how soon things worked again."""

from collections.abc import Sequence

from bot.sandbox import Fault
from bot.sandbox.faults import Call

AMBIGUOUS = frozenset({Fault.CLOSED_AFTER, Fault.GARBLED, Fault.SLOW})
"""Ends that do not tell the bot whether the call took effect: it did, now or a moment later."""

_LASTING = frozenset({Fault.HANG, Fault.SLOW})


def too_early(calls: Sequence[Call]) -> list[Call]:
    """Calls to a chat that came while a 429 to it told to wait."""
    floods = [call for call in calls if call.retry_after and call.chat_id is not None]
    return [
        call
        for call in calls
        for flood in floods
        if call.chat_id == flood.chat_id and flood.ended < call.came < flood.ended + flood.retry_after
    ]


def recovery(calls: Sequence[Call], method: str, fault: Fault) -> float | None:
    """Seconds from the end of the fault to the method's first good answer; None where there is none yet.

    A fetch of updates is answered when there is one: there it is counted to the first fetch that goes well.
    """
    hits = [call for call in calls if call.method == method and call.outcome == fault]
    if not hits:
        return None
    last = hits[-1]
    # What takes for ever has gone wrong for good when it came; after a 429 it must not be tried sooner.
    over = last.came if fault in _LASTING else last.ended + last.retry_after
    # What took effect unseen is refused the second time («is not modified», «is closed»): all is well then.
    fine = ("ok", "refused") if fault in AMBIGUOUS else ("ok",)
    good = [call for call in calls if call.method == method and call.outcome in fine and call.came >= last.came]
    if not good:
        return None
    return max(0.0, min(call.came if method == "getUpdates" else call.ended for call in good) - over)


def ambiguous(calls: Sequence[Call], chat_id: int) -> int:
    """How many new messages to a chat ended so that the bot cannot know whether they are there."""
    sent = [call for call in calls if call.chat_id == chat_id and call.method.startswith("send")]
    return sum(call.outcome in AMBIGUOUS for call in sent)
