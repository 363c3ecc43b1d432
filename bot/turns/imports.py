"""Files from other sites: looked at, shown in figures, and added with one tap or not at all."""

from dataclasses import replace

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.events import SentFile
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.state import ENOUGH_RATINGS
from bot.dialogue.taps import Parsed, Tap
from bot.exchange.records import Problem
from bot.storage.imports import Question, WaitingImport
from bot.storage.kept import Mark
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.incoming import chosen, waiting_import
from bot.turns.own_imports import (
    STAYING,
    Brought,
    beside,
    brought_by,
    play_on,
    preview_of_all,
    restore,
    settle,
    undo_button,
)
from bot.turns.takeover import Decision, decide
from bot.turns.turn import Turn

NONE_OF_THEM = 9
"""What the button «none of these» says in place of a candidate's number."""

MOST_PLACES = 10**6


def explain(turn: Turn) -> None:
    """Where the files are on each site."""
    turn.say(phrase("import-how"), turn.ways_on())


def received(turn: Turn) -> None:
    """A file came: tell what is in it. Nothing is added before the tap."""
    event, file = turn.event, turn.extras.file
    assert isinstance(event, SentFile)
    if file is None or isinstance(file, Problem):
        problem = f"problem-{file.value}" if file else "file-unavailable"
        turn.say(phrase(problem), turn.ways_on())
        return
    waiting = waiting_import(turn, event.file_id, file)
    turn.effects.append(lambda tx: tx.keep_import(turn.user_id, waiting))
    turn.show(_preview(turn, waiting, brought_by(turn, file.found.belongings if file.archive else None)), anew=True)


def sort(turn: Turn, tap: Parsed) -> None:
    """Ask about the first film that may be several."""
    waiting = _waiting(turn, tap)
    if waiting is not None:
        _go_on(turn, waiting)


def choose(turn: Turn, tap: Parsed) -> None:
    """One of the candidates was tapped, or none of them."""
    waiting = _waiting(turn, tap)
    if waiting is None:
        return
    place, number = tap.number(1, most=MOST_PLACES), tap.number(2, most=NONE_OF_THEM)
    if not waiting.questions or waiting.questions[0].place != place:
        turn.answer = words("tap-stale")
        return
    candidates = waiting.questions[0].candidates
    answered = chosen(waiting, candidates[number] if number < len(candidates) else None)
    turn.effects.append(lambda tx: tx.keep_import(turn.user_id, answered))
    _go_on(turn, answered)


def skip_the_rest(turn: Turn, tap: Parsed) -> None:
    """Whatever was not asked about stays what the file calls it."""
    waiting = _waiting(turn, tap)
    if waiting is not None:
        answered = replace(waiting, questions=())
        turn.effects.append(lambda tx: tx.keep_import(turn.user_id, answered))
        _go_on(turn, answered)


def leave(turn: Turn, tap: Parsed) -> None:
    """Add nothing."""
    if _waiting(turn, tap) is not None:
        turn.effects.append(lambda tx: tx.drop_import(turn.user_id))
        turn.show(Screen(phrase("import-left"), turn.ways_on()))


def take_over(turn: Turn, tap: Parsed) -> None:
    """Add what was found: an export of Matinee as it was where nothing is here yet, else film by film."""
    waiting = _waiting(turn, tap)
    if waiting is None:
        return
    belongings = turn.extras.belongings
    brought = brought_by(turn, belongings)
    if belongings is not None and turn.is_blank:
        restore(turn, waiting, belongings, brought)
    else:
        _add(turn, waiting, brought)


def take_back(turn: Turn, tap: Parsed) -> None:
    """Undo an import as one."""
    token, count = tap.argument(0), turn.extras.standing
    if not token or not count:
        turn.answer = words("undone-already")
        return
    turn.effects.append(lambda tx: tx.undo_import(turn.user_id, token))
    undone = phrase("import-undone", count=count)
    stays = [phrase(f"import-undone-{what}") for letter, what in STAYING.items() if letter in tap.argument(1)]
    turn.show(Screen(lines([undone, *stays]), turn.ways_on()))


def _waiting(turn: Turn, tap: Parsed) -> WaitingImport | None:
    """The import that a button is about, or None after telling that it does not wait any more."""
    waiting = turn.extras.waiting
    if waiting is None or waiting.token != tap.argument(0):
        turn.answer = words("import-gone")
        return None
    return waiting


def _go_on(turn: Turn, waiting: WaitingImport) -> None:
    if waiting.questions:
        turn.show(_question(turn, waiting, waiting.questions[0]))
    else:
        turn.show(_preview(turn, waiting, brought_by(turn, turn.extras.belongings)))


def _preview(turn: Turn, waiting: WaitingImport, brought: Brought) -> Screen:
    whole = waiting.archive is not None and turn.is_blank
    text = preview_of_all(turn, waiting, brought) if whole else _found(waiting, beside(turn, brought))
    add = turn.button(words("button-add-all", count=waiting.counts["films"]), Tap.TAKEOVER, waiting.token)
    left = len(waiting.questions)
    ask: Rows = ((turn.button(words("button-sort-out", count=left), Tap.SORT, waiting.token),),) if left else ()
    leave = turn.button(words("button-add-nothing"), Tap.LEAVE, waiting.token)
    return Screen(text, ((add,), *(() if whole else ask), (leave,)))


def _found(waiting: WaitingImport, besides: Text) -> Text:
    counts = waiting.counts
    rated = sum(each.stars is not None for each in waiting.films)
    seen, saved = (sum(each.mark is mark for each in waiting.films) for mark in (Mark.SEEN, Mark.SAVED))
    parts: list[Text | str] = [
        phrase("import-found", source=words(f"source-{waiting.source}"), films=counts["films"], rated=rated),
    ]
    said = {"seen": seen, "saved": saved, "hearts": counts.get("hearts", 0)}
    parts += [phrase(f"import-{name}", count=count) for name, count in said.items() if count]
    parts.append(phrase("import-sure", count=counts["sure"]))
    more = {"doubtful": len(waiting.questions), "unknown": counts["unknown"], "left-out": counts["left"]}
    parts += [phrase(f"import-{name}", count=count) for name, count in more.items() if count]
    return lines([*parts, *([besides] if besides else []), "", phrase("import-nothing-yet")])


def _question(turn: Turn, waiting: WaitingImport, question: Question) -> Screen:
    said = waiting.films[question.place]
    what = said.film.label if said.stars is None else f"{said.film.label} {wording.stars(said.stars)}"
    labels = [film.label[:60] for film in question.candidates]
    rows = tuple(
        (turn.button(label, Tap.CHOOSE, waiting.token, question.place, number),)
        for number, label in enumerate(labels)
        if label not in labels[:number]
    )
    none = turn.button(words("button-none-of-these"), Tap.CHOOSE, waiting.token, question.place, NONE_OF_THEM)
    more = len(waiting.questions) > 1  # after the last question there is no rest
    rest = (turn.button(words("button-skip-the-rest"), Tap.SORTED, waiting.token),) if more else ()
    text = phrase("import-question", film=wording.short(what), left=len(waiting.questions))
    return Screen(text, (*rows, (none, *rest)))


def _add(turn: Turn, waiting: WaitingImport, brought: Brought) -> None:
    rated = {each.film.key: each for each in turn.ratings}
    marks = {mark: {film.key for film in turn.marked(mark)} for mark in Mark}
    decision = decide(waiting.films, rated, marks, now=turn.now)
    changes = replace(decision.changes, stations=brought.stations.new)
    play_on(turn, brought)
    turn.effects.append(lambda tx: tx.apply_import(turn.user_id, waiting.token, changes))
    if len(rated) + decision.rated >= ENOUGH_RATINGS:
        turn.settle_onboarding()
    settings = settle(turn, brought, decision)
    changed = bool(changes.added or changes.stations)
    undo = undo_button(turn, waiting, brought, settings=settings) if changed else ()
    turn.show(Screen(_added(decision, brought.count, settings=settings), (*undo, *turn.ways_on())))


def _added(decision: Decision, stations: int, *, settings: bool) -> Text:
    if not (decision.changes.added or stations or settings):
        return phrase("import-nothing-new")
    counts = {"rated": decision.rated, "kept": decision.kept, "stations": stations, "settings": int(settings)}
    counts |= {mark.value: decision.marked(mark) for mark in Mark}
    order = ("rated", "seen", "saved", "hidden", "stations", "settings", "kept")
    return lines([phrase("import-done"), *(phrase(f"added-{k}", count=counts[k]) for k in order if counts[k])])


COMMANDS: CommandHandlers = {Command.IMPORT: lambda turn, rest: explain(turn)}
TAPS: TapHandlers = {
    Tap.TAKEOVER: take_over,
    Tap.SORT: sort,
    Tap.CHOOSE: choose,
    Tap.SORTED: skip_the_rest,
    Tap.LEAVE: leave,
    Tap.UNIMPORT: take_back,
}
