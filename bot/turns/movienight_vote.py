"""From a shortlist to a decision: the poll, votes as they come, the winner."""

from dataclasses import replace

from bot.dialogue.chips import wish_words, wishes_line
from bot.dialogue.events import Voted
from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.markup import Text
from bot.dialogue.taps import Parsed
from bot.dialogue.tonight import Tonight
from bot.films import Film, film_of
from bot.nights import OWED_WEIGHT, Member, Night, NightMessage, Status, gave_way, verdict
from bot.storage.kept import Mark
from bot.turns import movienight_screens as screens
from bot.turns.movienight_state import keep, show, taste
from bot.turns.replies import PollClosing, Reply
from bot.turns.turn import Turn
from recengine.groups import GroupSuggestions

SHORTLIST = 5
"""Films that a group votes on."""


def propose(turn: Turn, night: Night, tap: Parsed) -> None:
    """A shortlist that is fair to all who are in, and a poll on it; one poll takes the place of another."""
    if not night.members:
        turn.answer = words("night-tap-nobody")
        return
    found = _suggested(turn, night)
    if not found.items:
        turn.answer = words("night-tap-nothing-left")
        return
    matches = {m.user_id: tuple(round(s.matches[n].percent) for s in found.items) for n, m in _known(turn, night)}
    close_poll(turn, night)
    films = [film_of(suggestion.movie) for suggestion in found.items]
    proposed = night.proposing(films, matches, now=turn.now)
    if len(films) == 1:
        decide(turn, proposed)
        return
    keep(turn, proposed)
    with speaking(night.language):
        show(turn, proposed, note=_left_out(night, found.dropped))
        turn.replies.append(Reply(screens.poll(proposed), chat_id=night.chat_id, night=_round(proposed)))


def _known(turn: Turn, night: Night) -> list[tuple[int, Member]]:
    """Those whose taste is known, with their places in what the recommender says."""
    return list(enumerate(member for member in night.members if taste(turn, member.user_id)))


def _suggested(turn: Turn, night: Night) -> GroupSuggestions:
    tastes = {member.user_id: taste(turn, member.user_id) for _, member in _known(turn, night)}
    return turn.served.recommender.suggest_group(
        tastes or {member.user_id: {} for member in night.members},
        count=SHORTLIST,
        exclude=_not_again(turn, night),
        constraints=night.wishes,
        weights=dict.fromkeys(night.owed & set(tastes), OWED_WEIGHT),
    )


def _not_again(turn: Turn, night: Night) -> frozenset[int]:
    """What an earlier shortlist showed, and what somebody has seen or hidden."""
    films = turn.served.films
    marked = [film for member in night.members for film in _marked(turn, member.user_id)]
    movies = [films.movie(film) for film in (*night.shortlist, *marked)]
    movies += [films.by_key(key) for key in night.passed]
    return frozenset(movie.item_id for movie in movies if movie is not None)


def _marked(turn: Turn, user_id: int) -> list[Film]:
    facts = turn.company.facts.get(user_id) if turn.company else None
    return [film for mark in (Mark.SEEN, Mark.HIDDEN) for film in (facts.marks.get(mark, ()) if facts else ())]


def _left_out(night: Night, dropped: tuple[str, ...]) -> Text | None:
    wishes = [wish_words(chip) for chip in Tonight(night.wishes).left_out(dropped)]
    return phrase("wishes-left-out", wishes=wishes_line(wishes)) if wishes else None


def _round(night: Night) -> NightMessage:
    return NightMessage(night.number, night.round)


def close_poll(turn: Turn, night: Night) -> None:
    """No more votes in the poll that is open."""
    if night.status is Status.VOTING:
        turn.replies.append(PollClosing(night.chat_id, _round(night)))


def vote(turn: Turn, event: Voted) -> None:
    """Somebody voted, or took their vote back; whose poll it is may become known later."""
    place = event.options[0] if event.options else None
    night = turn.company.night if turn.company else None
    known = night is not None and night.status is Status.VOTING
    turn.effects.append(lambda tx: tx.add_vote(turn.user_id, event.poll_id, place, known=known))
    if night is not None and known:
        settle(turn, night.voted(turn.user_id, place))


def settle(turn: Turn, night: Night) -> None:
    """Keep a night that changed; it is decided once everybody who is in has voted."""
    if night.status is Status.VOTING and night.everybody_voted:
        decide(turn, night)
    else:
        keep(turn, night)


def close(turn: Turn, night: Night, tap: Parsed) -> None:
    """Decide now, whoever has not voted."""
    if night.status is Status.VOTING:
        decide(turn, night)
    else:
        turn.answer = words("night-tap-no-vote")


def decide(turn: Turn, night: Night) -> None:
    """The winner is announced, and who gave way is remembered."""
    found = verdict(night)
    film = night.shortlist[found.place]
    yielded = gave_way(night, found.place)
    took_part = [member.user_id for member in night.members if member.matches]
    close_poll(turn, night)
    keep(turn, replace(night, status=Status.DECIDED, winner=film))
    turn.effects.append(lambda tx: tx.settle_owed(night.chat_id, took_part=took_part, gave_way=yielded))
    with speaking(night.language):
        named = [member.name for member in night.members if member.user_id in yielded]
        turn.replies.append(Reply(screens.decision(night, found, gave_way=named), chat_id=night.chat_id))
