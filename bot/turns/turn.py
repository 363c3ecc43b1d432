"""One turn in the making: what is known, what shall be changed, what shall be said."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from bot.dialogue.events import Event, Left, Migrated, PollSent, Said, Tapped, TappedAnywhere, Voted
from bot.dialogue.language import supported, words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.state import ENOUGH_RATINGS, DialogueState
from bot.dialogue.taps import Tap, tap_data
from bot.dialogue.thread import Thread
from bot.dialogue.tonight import Steer, Tonight
from bot.films import Film, film_of
from bot.nights import Night, NightMessage
from bot.serving import Served
from bot.stations import KeptStation
from bot.storage.actions import judged
from bot.storage.base import Action, Facts, Guess, JournalEntry, Mark, Outcome, RatedFilm, Transaction
from bot.turns.extras import Extras
from bot.turns.outlook import Outlook, outlook
from bot.wakeups import WakeupKind
from recengine.adventure import PLACES
from recengine.catalog import Movie
from recengine.critiques import Critique
from recengine.query import Constraints, Query
from recengine.traits import TraitSetting

Effect = Callable[[Transaction], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Reply:
    """A screen on its way to a chat: a new message, or in place of the message with this id.

    Attributes
    ----------
    chat_id
        Where it goes, if not to where the event came from.
    night
        Which movie night and round it shows.
    """

    screen: Screen
    instead_of: int | None = None
    chat_id: int | None = None
    night: NightMessage | None = None

    def payload(self) -> dict[str, object]:
        """As the outbox keeps it."""
        shows = {} if self.night is None else {"night": asdict(self.night)}
        return {"screen": self.screen.to_json(), "instead_of": self.instead_of, **shows}


@dataclass(frozen=True, slots=True)
class PollClosing:
    """The polls of a round of a movie night take no more votes."""

    chat_id: int
    night: NightMessage

    def payload(self) -> dict[str, object]:
        """As the outbox keeps it."""
        return {"closes": asdict(self.night)}


@dataclass(frozen=True, slots=True)
class Company:
    """The group around an event: its latest movie night, and what is known of who is in."""

    chat_id: int
    night: Night | None = None
    facts: Mapping[int, Facts] = field(default_factory=dict)


class Turn:
    """Facts of one person, the model version they are served by, and the turn's effects and replies.

    The facts move along with the effects: after `rate`, `history` holds the new rating, so that what is said later
    in the same turn already knows it.
    """

    def __init__(
        self,
        event: Event,
        facts: Facts,
        served: Served,
        *,
        now: int,
        is_admin: bool = False,
        stations: Sequence[KeptStation] = (),
        company: Company | None = None,
    ) -> None:
        self.event = event
        self.served = served
        self.now = now
        self.is_admin = is_admin
        self.actions: list[Action] = []
        self.stations = {station.code: station for station in stations}
        self.company = company
        self.extras = Extras()
        state = DialogueState.from_json(facts.state)
        before = state.thread(event.place.chat_id)
        here = before if isinstance(event, TappedAnywhere) else before.at_time(now)  # there is no talk elsewhere
        self.state = state.talking(event.place.chat_id, here)
        self.let_go = before.tonight if self.tonight != before.tonight else Tonight()
        self.known = facts.known
        self.effects: list[Effect] = []
        self.replies: list[Reply | PollClosing] = []
        self.answer: str | None = None
        self.retrain = False
        self._ratings = {rated.film.key: rated for rated in facts.ratings}
        self._marks = {mark: {film.key: film for film in facts.marks.get(mark, ())} for mark in Mark}
        self._shown = dict.fromkeys(facts.shown)
        self._guesses = facts.guesses

    # What is known

    @property
    def user_id(self) -> int:
        """Whose turn it is."""
        return self.event.sender.user_id

    @property
    def language(self) -> str:
        """The language to speak to this person: the one they chose, else Telegram's."""
        return supported(self.state.language or self.event.sender.language)

    @property
    def private(self) -> bool:
        """Whether nobody else reads along."""
        return self.event.place.private

    @property
    def ratings(self) -> list[RatedFilm]:
        """Ratings as they stand now, latest first."""
        return sorted(self._ratings.values(), key=lambda rated: rated.rated_at)[::-1]

    @property
    def speaks(self) -> bool:
        """Whether the person has to do with the bot itself, so that it remembers them."""
        return not isinstance(self.event, Voted | Left | Migrated | PollSent)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is rated, marked or was suggested yet."""
        return not (self._ratings or self._shown or any(self._marks.values()))

    def rating_of(self, movie: Movie | Film) -> float | None:
        """Stars given to a film, or None."""
        rated = self._ratings.get(self.film(movie).key)
        return None if rated is None else rated.stars

    def marked(self, mark: Mark) -> list[Film]:
        """Films under a mark, oldest first."""
        return list(self._marks[mark].values())

    @property
    def guesses(self) -> list[Guess]:
        """The latest suggestions with a match that were rated afterwards, with their stars as they stand now."""
        standing = ((guess, self._ratings.get(guess.film_key)) for guess in self._guesses)
        return [replace(guess, stars=rated.stars) for guess, rated in standing if rated is not None]

    def is_marked(self, movie: Movie | Film, mark: Mark) -> bool:
        """Whether a film is under a mark."""
        return self.film(movie).key in self._marks[mark]

    @property
    def history(self) -> dict[int, float]:
        """The ratings that the served catalogue knows: item id -> stars."""
        rated = ((self.served.films.movie(r.film), r.stars) for r in self._ratings.values())
        return {movie.item_id: stars for movie, stars in rated if movie is not None}

    def outlook(self, movie: Movie) -> Outlook | None:
        """What is expected of a movie for this person; None while too little is known."""
        return outlook(self.served.recommender, self.history, movie)

    def query(self, *, fresh: bool = True) -> Query:
        """What to ask the recommender, with the wishes in force; with `fresh`, nothing that was shown comes again."""
        keys = {*self._marks[Mark.SEEN], *self._marks[Mark.HIDDEN], *(self._shown if fresh else ())}
        return Query(
            self.history,
            exclude=frozenset(self._ids(keys)),
            constraints=self.tonight.constraints,
            like=tuple(self._ids(self.tonight.like)),
            shown=self._this_round,
            critiques=tuple(self._critique(steer) for steer in self.tonight.steers),
            traits=self.traits,
        )

    def _critique(self, steer: Steer) -> Critique:
        movie = None if steer.film is None else self.movie(steer.film)
        return Critique(steer.direction, None if movie is None else movie.item_id)

    @property
    def thread(self) -> Thread:
        """What was talked about in this chat."""
        return self.state.thread(self.event.place.chat_id)

    @property
    def tonight(self) -> Tonight:
        """The wishes in force in this chat."""
        return self.thread.tonight

    @property
    def film_meant(self) -> Movie | None:
        """The film that was shown last in this chat: what «it» and «that one» are."""
        return None if self.thread.film is None else self.movie(self.thread.film)

    @property
    def latest_card(self) -> Movie | None:
        """The film that was suggested last in this chat."""
        return None if self.thread.card is None else self.movie(self.thread.card)

    def asking(self, constraints: Constraints) -> Query:
        """A question of its own beside the talk in this chat: these wishes, and nothing rated, seen or hidden."""
        keys = {*self._marks[Mark.SEEN], *self._marks[Mark.HIDDEN]}
        return Query(self.history, exclude=frozenset(self._ids(keys)), constraints=constraints, traits=self.traits)

    @property
    def traits(self) -> dict[str, TraitSetting]:
        """What this person asked of traits."""
        return {key: TraitSetting(setting) for key, setting in self.state.traits}

    @property
    def _this_round(self) -> tuple[int, ...]:
        """Cards come in rounds, each as a list would be: what this one showed so far."""
        keys = list(self._shown)
        return tuple(self._ids(keys[len(keys) - len(keys) % PLACES :]))

    def movie(self, key: str) -> Movie | None:
        """The movie of a film key in the served catalogue."""
        known = self.served.films.by_key(key)
        if known is None and (film := self._films.get(key)) is not None:
            known = self.served.films.movie(film)
        return known

    def film(self, movie: Movie | Film) -> Film:
        """The film that a movie is, under the key that this person's ratings already use for it."""
        if isinstance(movie, Film):
            return movie
        return self._own_films.get(movie.item_id) or film_of(movie)

    def own_film(self, key: str) -> Film | None:
        """A film that this person rated or marked, by its key; the served catalogue may lack it."""
        return self._films.get(key)

    @cached_property
    def _films(self) -> dict[str, Film]:
        rated = {key: r.film for key, r in self._ratings.items()}
        return rated | {key: film for films in self._marks.values() for key, film in films.items()}

    @cached_property
    def _own_films(self) -> dict[int, Film]:
        pairs = ((self.served.films.movie(film), film) for film in self._films.values())
        return {movie.item_id: film for movie, film in pairs if movie is not None}

    def _ids(self, keys: Iterable[str]) -> Iterable[int]:
        return (movie.item_id for key in keys if (movie := self.movie(key)) is not None)

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
        for view in ("_films", "_own_films"):
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
        tapped = self.event.message_id if isinstance(self.event, Tapped) and not anew else None
        self.replies.append(Reply(screen, tapped))

    @property
    def text(self) -> str:
        """What was said, or the empty string."""
        return self.event.text if isinstance(self.event, Said) else ""

    def settle_onboarding(self) -> None:
        """Ask no more unless asked to."""
        self.state = replace(self.state, onboarding=False)
