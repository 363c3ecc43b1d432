"""What the parts of a movie night share: keeping it, showing it, and who is known."""

from bot.dialogue.events import Tapped
from bot.dialogue.language import speaking
from bot.dialogue.markup import Text
from bot.nights import Night, NightMessage
from bot.turns import movienight_screens as screens
from bot.turns.replies import Reply
from bot.turns.turn import Turn


def keep(turn: Turn, night: Night) -> None:
    """Store a night as it is now."""
    turn.effects.append(lambda tx: tx.save_night(night))


def show(turn: Turn, night: Night, *, note: Text | None = None, anew: bool = False) -> None:
    """Show a night in its group, in the language that it is held in."""
    unknown = [member.name for member in night.members if not taste(turn, member.user_id)]
    tapped = turn.event.message_id if isinstance(turn.event, Tapped) and not anew else None
    with speaking(night.language):
        screen = screens.screen(night, unknown=unknown, note=note)
    shows = NightMessage(night.number, night.round)
    turn.replies.append(Reply(screen, tapped, chat_id=night.chat_id, night=shows))


def taste(turn: Turn, user_id: int) -> dict[int, float]:
    """What somebody rated, as the served catalogue knows it."""
    if user_id == turn.user_id:
        return turn.history
    facts = turn.company.facts.get(user_id) if turn.company else None
    rated = [(turn.served.films.movie(r.film), r.stars) for r in (facts.ratings if facts else ())]
    return {movie.item_id: stars for movie, stars in rated if movie is not None}
