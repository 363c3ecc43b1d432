"""Stations of another Matinee beside the ones that are here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.stations import MOST_STATIONS, PLAYED_KEPT, KeptStation, free_name, station_code


@dataclass(frozen=True, slots=True)
class Joined:
    """What becomes of the stations of a file, oldest first.

    Attributes
    ----------
    new
        Those that come beside the ones here.
    going_on
        Those here that are around the same as some of the file, with what was played there.
    left
        How many there is no room for.
    """

    new: tuple[KeptStation, ...] = ()
    going_on: tuple[KeptStation, ...] = ()
    left: int = 0


def joined(own: Sequence[KeptStation], theirs: Sequence[KeptStation], *, now: int) -> Joined:
    """Decide station by station, the latest first.

    One around the same goes on as the one that is here, and what both played stays played. Another one comes beside
    them, with a number behind its name where that is taken. The one that was removed comes where nothing is.

    Parameters
    ----------
    own
        The person's stations.
    theirs
        Those of the file, oldest first.
    now
        Seconds since 1970, for codes where those of the file are taken.
    """
    standing = {each.code: each for each in own if not each.removed}
    codes = {each.code for each in own}
    new: dict[str, KeptStation] = {}
    going_on: dict[str, KeptStation] = {}
    left = 0
    for station in reversed(theirs):
        if station.removed:
            new |= {} if own else {station.code: station}
            continue
        same = next((each for each in standing.values() if each.is_around(station.films, station.words)), None)
        if same is None and len(standing) >= MOST_STATIONS:
            left += 1
            continue
        kept = _beside(station, {*codes, *new}, standing.values(), now) if same is None else _going_on(same, station)
        if kept != same:
            (going_on if kept.code in codes else new)[kept.code] = kept
        standing[kept.code] = kept
    return Joined(tuple(new.values())[::-1], tuple(going_on.values())[::-1], left)


def _going_on(same: KeptStation, theirs: KeptStation) -> KeptStation:
    earlier = [key for key in theirs.played if key not in same.played]
    return replace(same, played=(*earlier, *same.played)[-PLAYED_KEPT:])


def _beside(station: KeptStation, codes: Collection[str], others: Collection[KeptStation], now: int) -> KeptStation:
    made = (station_code(moment, station.name) for moment in range(now, now + 2 * MOST_STATIONS))
    code = next(free for free in (station.code, *made) if free not in codes)
    return replace(station, code=code, name=free_name(station.name, [each.name for each in others]))
