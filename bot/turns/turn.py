"""One turn in the making: what is known, what shall be changed, what shall be said."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.dialogue.events import Said, Tapped
from bot.dialogue.language import words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.state import ENOUGH_RATINGS
from bot.dialogue.taps import Tap, tap_data
from bot.dialogue.thread import Thread
from bot.dialogue.tonight import Tonight
from bot.films import Film
from bot.stations import KeptStation
from bot.storage.actions import judged
from bot.storage.base import Transaction
from bot.storage.kept import Action, JournalEntry, Mark, Outcome, RatedFilm
from bot.turns.known import Known
from bot.turns.replies import PollClosing, Reply
from bot.versions import Version
from bot.wakeups import WakeupKind
from recengine.catalog import Movie
from recengine.query import Query

Effect = Callable[[Transaction], Awaitable[object]]


@dataclass(eq=False)
class Turn(Known):
    """Facts of one person, the model version they are served by, and the turn's effects and replies.

    The facts move along with the effects: after `rate`, `history` holds the new rating, so that what is said later
    in the same turn already knows it.
    """

    effects: list[Effect] = field(default_factory=list)
    replies: list[Reply | PollClosing] = field(default_factory=list)
    answer: str | None = None
    retrain: bool = False
    serve: Version | None = None
    retry_aside: bool = False
    coming: Query | None = None
    missed: str | None = None

    def over(self) -> None:
        """Let go of the effects, which hold on to the turn as it does to them.

        Else the turn, and with it a model version of a hundred megabytes that was swapped meanwhile, would stay in
        memory until the garbage collector comes round.
        """
        self.effects.clear()

    # What is changed

    def rate(self, movie: Movie | Film, stars: float) -> None:
        """Rate a film; a rating settles what was suggested, and a saved film is not waiting any more."""
        film = self.film(movie)
        if self.is_marked(movie, Mark.SAVED):
            self.unmark(movie, Mark.SAVED)
        self._ratings.pop(film.key, None)  # to the end: the latest of one second
        self._ratings[film.key] = RatedFilm(film, stars, self.now)
        self._forget_views()
        self.effects.append(lambda tx: tx.add_rating(self.user_id, film, stars))
        if len(self._ratings) >= ENOUGH_RATINGS:
            self.state = self.state.settled()

    def unrate(self, movie: Movie | Film) -> None:
        """Take a rating back."""
        film = self.film(movie)
        self._ratings.pop(film.key, None)
        self._forget_views()
        self.effects.append(lambda tx: tx.remove_rating(self.user_id, film))

    def mark(self, movie: Movie, mark: Mark) -> None:
        """Put a movie under a mark."""
        film = self.film(movie)
        self._marks[mark][film.key] = film
        self._forget_views()
        self.effects.append(lambda tx: tx.add_mark(self.user_id, film, mark))
        if mark is Mark.SAVED and self.state.nudges.after_saved:
            self.wake_at(WakeupKind.HOW_WAS_IT, self.state.nudges.next_question(self.now), film)

    def unmark(self, movie: Movie | Film, mark: Mark) -> None:
        """Take a film from under a mark."""
        film = self.film(movie)
        self._marks[mark].pop(film.key, None)
        self._forget_views()
        self.effects.append(lambda tx: tx.remove_mark(self.user_id, film, mark))

    def wake_at(self, kind: WakeupKind, due_at: int, film: Film | None = None) -> None:
        """Speak first at a time."""
        self.effects.append(lambda tx: tx.wake_at(self.user_id, kind, due_at, film))

    def let_sleep(self, kind: WakeupKind, film: Film | None = None) -> None:
        """Do not speak first, about this film or at all."""
        self.effects.append(lambda tx: tx.let_sleep(self.user_id, kind, film))

    def postpone(self, kind: WakeupKind, until: int) -> None:
        """Not before a time."""
        self.effects.append(lambda tx: tx.postpone(self.user_id, kind, until))

    def suggested(self, movie: Movie) -> None:
        """Remember that a movie is being shown as a suggestion; with it a guess, unless they rated it already."""
        film = self.film(movie)
        self._shown[film.key] = None
        version = self.served.version
        expected = None if film.key in self._ratings else self.outlook(movie)
        match = None if expected is None else expected.match
        self.effects.append(lambda tx: tx.add_suggestion(self.user_id, film, version, match=match))

    def look_ahead(self) -> None:
        """Have the posters of films fetched that may be suggested next."""
        if self.plots is not None:
            self.coming = self.query(fresh=True)

    def keep_station(self, station: KeptStation) -> None:
        """Keep a station as it is now; it comes first among the others."""
        self.stations = {station.code: station} | self.stations | {station.code: station}
        self.effects.append(lambda tx: tx.keep_station(self.user_id, station))

    def remove_station(self, station: KeptStation) -> None:
        """Remove a station."""
        self.stations[station.code] = replace(station, removed=True)
        self.effects.append(lambda tx: tx.remove_station(self.user_id, station.code))

    def wish(self, tonight: Tonight) -> None:
        """Put other wishes in force in this chat."""
        self._talk(replace(self.thread, tonight=tonight))

    def about(self, movie: Movie, *, card: bool = False) -> None:
        """Remember that a film is being shown, so that words can refer to it; `card`: as a suggestion."""
        key = self.film(movie).key
        self._talk(replace(self.thread, film=key, card=key if card else self.thread.card))

    def _talk(self, thread: Thread) -> None:
        self.state = self.state.talking(self.event.place.chat_id, thread)

    def was_suggested(self, movie: Movie) -> bool:
        """Whether a movie was ever shown as a suggestion."""
        return self.film(movie).key in self._shown

    def settle(self, movie: Movie | Film, outcome: Outcome) -> None:
        """Note what became of a suggestion."""
        film = self.film(movie)
        self.effects.append(lambda tx: tx.settle_suggestion(self.user_id, film, outcome))

    def undo(self, action_id: int | None = None) -> Action | None:
        """Take back the last action, or a certain one; returns it, or None where it can't be (or is already)."""
        fitting = (a for a in self.actions if a.revertible and action_id in (None, a.action_id))
        action = next(fitting, None)
        if action is None:
            return None
        undone = action.action_id
        self.effects.append(lambda tx: tx.undo(self.user_id, undone))
        for entry in reversed(action.entries):
            if entry.film is not None:
                self._revert(entry, entry.film)
        self.actions = judged(a for a in self.actions if a is not action)
        self._forget_views()
        return action

    def _revert(self, entry: JournalEntry, film: Film) -> None:
        if entry.mark is not None:
            films = self._marks[entry.mark]
            films.pop(film.key, None)
            if entry.before:
                films[film.key] = film
        elif entry.before is None:
            self._ratings.pop(film.key, None)
        else:
            self._ratings[film.key] = RatedFilm(film, entry.before, self.now)

    def _forget_views(self) -> None:
        for view in ("_films", "_own_films", "_outlooks"):
            self.__dict__.pop(view, None)

    # What is said

    def button(self, label: str, tap: Tap, *arguments: str | int) -> Button:
        """A button; in groups only this person can use it."""
        return Button(label, tap_data(tap, *arguments, owner=None if self.private else self.user_id))

    def ways_on(self) -> Rows:
        """The two buttons under an answer that would else be a dead end."""
        suggest = self.button(words("button-suggest"), Tap.SUGGEST)
        return ((suggest, self.button(words("button-other-films"), Tap.ASK)),)

    def say(self, text: Text | str, rows: Rows = ()) -> None:
        """Say something in a new message."""
        self.show(Screen(Text() + text, rows), anew=True)

    def show(self, screen: Screen, *, anew: bool = False) -> None:
        """Show a screen: in place of the message whose button was tapped, else in a new message."""
        self.replies.append(Reply(screen, None if anew else self.tapped_message))

    @property
    def tapped_message(self) -> int | None:
        """The message whose button was tapped."""
        return self.event.message_id if isinstance(self.event, Tapped) else None

    @property
    def text(self) -> str:
        """What was said, or the empty string."""
        return self.event.text if isinstance(self.event, Said) else ""

    def settle_onboarding(self) -> None:
        """Ask no more unless asked to."""
        self.state = replace(self.state, onboarding=False)
