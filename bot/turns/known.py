"""What a turn knows of a person and a chat, loaded before it is decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, InitVar, dataclass, field, replace
from functools import cached_property

from bot.dialogue.attachments import POSTER, Picture
from bot.dialogue.events import Event, Left, Migrated, PollSent, TappedAnywhere, Voted
from bot.dialogue.language import supported, words
from bot.dialogue.state import DialogueState
from bot.dialogue.thread import Thread
from bot.dialogue.tonight import Steer, Tonight
from bot.dialogue.understanding.remembering import Remembering
from bot.films import Film, film_of
from bot.nights import Night
from bot.serving import Served
from bot.stations import KeptStation
from bot.storage.kept import Action, Facts, Guess, Mark, RatedFilm
from bot.turns.extras import Extras
from bot.turns.outlook import Outlook, outlook
from recengine.adventure import PLACES
from recengine.catalog import Movie
from recengine.critiques import Critique
from recengine.query import Constraints, Query
from recengine.traits import TraitSetting

MOST_ID = 2**53
"""Ids beyond that are a slip of whoever wrote them."""


def tmdb_id_of(movie: Movie) -> int | None:
    """TMDB's id of a film, where it can be one."""
    number = movie.tmdb_id
    return number if number is not None and 0 < number < MOST_ID else None


@dataclass(frozen=True, slots=True)
class Company:
    """The group around an event: its latest movie night, and what is known of who is in."""

    chat_id: int
    night: Night | None = None
    facts: Mapping[int, Facts] = field(default_factory=dict)


@dataclass(eq=False)
class Known:
    """Facts of one person, the model version they are served by, and what is being talked about.

    Attributes
    ----------
    actions, stations, company, extras
        Loaded for turns that want them, see `bot.turns.wants`.
    plots
        Tells the plot of a film by TMDB's id: «» where there is none, None where it is not known yet. Itself None
        where this host shows neither posters nor plots.
    unread
        TMDB's ids of films whose plots would have been told, had they been known.
    """

    event: Event
    facts: InitVar[Facts]
    served: Served
    _: KW_ONLY
    now: int
    is_admin: bool = False
    actions: list[Action] = field(default_factory=list)
    stations: dict[str, KeptStation] = field(default_factory=dict)
    company: Company | None = None
    extras: Extras = field(default_factory=Extras)
    plots: Callable[[int], str | None] | None = None
    unread: set[int] = field(default_factory=set)

    def __post_init__(self, facts: Facts) -> None:
        state = DialogueState.from_json(facts.state)
        before = state.thread(self.event.place.chat_id)
        elsewhere = isinstance(self.event, TappedAnywhere)  # there is no talk
        self.state = state.talking(self.event.place.chat_id, before if elsewhere else before.at_time(self.now))
        self.let_go = before.tonight if self.tonight != before.tonight else Tonight()
        self.known = facts.known
        self._ratings = {rated.film.key: rated for rated in facts.ratings}
        self._marks = {mark: {film.key: film for film in facts.marks.get(mark, ())} for mark in Mark}
        self._shown = dict.fromkeys(facts.shown)
        self._guesses = facts.guesses

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

    def is_unrated(self, movie: Movie) -> bool:
        """Whether nobody whose ratings the served model knows has rated a film, as is so of one that was added."""
        recommender = self.served.recommender
        return not recommender.statistics.ratings[recommender.catalog.index_of(movie.item_id)]

    def outlook(self, movie: Movie) -> Outlook | None:
        """What is expected of a movie for this person; None while too little is known."""
        if movie.item_id not in self._outlooks:
            self._outlooks[movie.item_id] = outlook(self.served.recommender, self.history, movie)
        return self._outlooks[movie.item_id]

    @cached_property
    def understanding(self) -> Remembering:
        """That of the served version."""
        return Remembering(self.served.understanding)

    def query(self, *, fresh: bool = True) -> Query:
        """What to ask the recommender, with the wishes in force; with `fresh`, nothing that was shown comes again."""
        asked = self.asking(self.tonight.constraints)
        return replace(
            asked,
            exclude=asked.exclude.union(self._ids(self._shown)) if fresh else asked.exclude,
            like=tuple(self._ids(self.tonight.like)),
            shown=self._this_round,
            critiques=tuple(self._critique(steer) for steer in self.tonight.steers),
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

    @cached_property
    def _outlooks(self) -> dict[int, Outlook | None]:
        """What is expected of movies, by id, as long as no rating changes."""
        return {}

    def poster(self, movie: Movie) -> Picture | None:
        """The picture to show a film with, or None where this host shows none or nobody could know it."""
        number = tmdb_id_of(movie)
        if self.plots is None or number is None:
            return None
        return Picture(POSTER, {"tmdb_id": number, "language": self.language}, credit=words("poster-credit"))

    def plot(self, movie: Movie) -> str:
        """What a film is about; empty where that is not known."""
        number = tmdb_id_of(movie)
        if self.plots is None or number is None:
            return ""
        plot = self.plots(number)
        if plot is None:
            self.unread.add(number)
        return plot or ""

    def _ids(self, keys: Iterable[str]) -> Iterable[int]:
        return (movie.item_id for key in keys if (movie := self.movie(key)) is not None)
