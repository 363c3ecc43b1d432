"""Training anew, for admins: begun, joined, ended."""

from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.storage.kept import KeptTraining
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn


def retrain(turn: Turn) -> None:
    """Train anew; or tell of the training that is under way."""
    training = turn.extras.training
    if not turn.is_admin:
        turn.say(phrase("admins-only"), turn.ways_on())
    elif training is None:
        turn.retrain = True
    elif training.chat_id is None:
        training_id, chat_id = training.training_id, turn.event.place.chat_id
        turn.effects.append(lambda tx: tx.follow_training(training_id, chat_id))
        turn.say(phrase("training-joined"), turn.ways_on())
    else:
        yours = training.chat_id == turn.event.place.chat_id
        turn.say(phrase("training-running-yours" if yours else "training-running"), _cancelling(turn, training))


def _cancelling(turn: Turn, training: KeptTraining) -> Rows:
    return ((turn.button(words("button-training-cancel"), Tap.TRAINING, "cancel", training.training_id),),)


def tapped(turn: Turn, tap: Parsed) -> None:
    """A button under what is said of a training."""
    if not turn.is_admin:
        turn.answer = words("admins-only")
    elif tap.argument(0) == "start":
        retrain(turn)
    elif tap.argument(0) == "cancel":
        _cancel(turn, tap.argument(1))
    else:
        turn.answer = words("tap-stale")


def _cancel(turn: Turn, training_id: str) -> None:
    training = turn.extras.training
    if training is None or str(training.training_id) != training_id:
        turn.answer = words("training-over")
        return
    turn.answer = words("training-ending-already" if training.ends else "training-ending")
    ended = training.training_id
    turn.effects.append(lambda tx: tx.break_training(ended))
    if training.message_id != turn.tapped_message:  # that one will tell how it ended
        turn.show(Screen(phrase("training-ending"), turn.ways_on()))


COMMANDS: CommandHandlers = {Command.RETRAIN: lambda turn, rest: retrain(turn)}
TAPS: TapHandlers = {Tap.TRAINING: tapped}
