"""The `matinee` command. Errors are one plain line on stderr: exit code 2 for usage, 1 for the rest."""

import asyncio
import os
import signal
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import Abort, TyperException

from bot.commands.catalog_app import catalog_app
from bot.garbage import uncollected
from bot.logs import clean, log_uncaught
from recengine.errors import MatineeError

app = typer.Typer(
    name="matinee",
    help="A movie companion for Telegram: rate a few films, get suggestions with honest reasons.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DatasetOption = Annotated[
    str | None,
    typer.Option("--dataset", metavar="D", help="Name (ml-latest-small, starter ...) or path of a folder or zip."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def main() -> NoReturn:
    """Entry point: whatever a user can cause ends in one line."""
    log_uncaught()
    try:
        code = app(standalone_mode=False)
    except Abort:
        sys.exit(130)
    except TyperException as error:
        fail(" ".join(str(error).split()) or "see --help", code=2)
    except MatineeError as error:
        fail(str(error), code=1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def fail(message: str, *, code: int) -> NoReturn:
    """One plain line on stderr, and the end."""
    sys.stderr.write(f"matinee: {clean(message)}\n")
    sys.exit(code)


def _ready_to_stop() -> None:
    """SIGTERM ends in order from here on, even before there is anything to end."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the chat page; 0 takes any free one.")] = 8765,
    faults: Annotated[
        float,
        typer.Option(min=0.0, max=0.5, metavar="SHARE", help="Let this share of all calls go wrong, such as 0.05."),
    ] = 0.0,
) -> None:
    """Try the bot in your browser: a local stand-in for Telegram with a chat page. Needs no account."""
    _ready_to_stop()
    with uncollected():
        from bot.preparing import prepare_model
        from bot.sandboxed import run_sandbox
        from bot.settings import load_settings

    settings = load_settings()
    prepare_model(settings)

    def ready(address: str) -> None:
        typer.echo(f"\n  Matinee is ready: open {address} in your browser.\n  Stop it with Ctrl-C.\n")
        if faults:
            typer.echo(f"  On purpose, {faults:.0%} of all calls between the bot and its chats go wrong.\n")

    asyncio.run(run_sandbox(settings, port=port, ready=ready, faults=faults))


@app.command()
def run(
    host: Annotated[str, typer.Option(help="Address the webhook listens on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port the webhook listens on.")] = 8080,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, metavar="N", help="Processes behind the webhook; they need PostgreSQL."),
    ] = None,
    inherited: Annotated[int | None, typer.Option("--socket", hidden=True)] = None,
    number: Annotated[int, typer.Option(min=0, hidden=True)] = 0,
) -> None:
    """The bot on Telegram: long polling, or a webhook where WEBHOOK_URL is set."""
    _ready_to_stop()
    with uncollected():
        from bot.live import Credentials, run_bot, run_team
        from bot.preparing import prepare_model
        from bot.settings import load_settings

    settings = load_settings()
    settings = settings.model_copy(update={"workers": workers or settings.workers})
    Credentials.of(settings)  # what is missing is said before a first model is trained
    prepare_model(settings)

    def ready(name: str) -> None:
        typer.echo(f"Matinee is running as {name}.")

    if settings.workers > 1 and inherited is None:
        asyncio.run(run_team(settings, host=host, port=port, ready=ready))
    else:
        asyncio.run(run_bot(settings, host=host, port=port, ready=ready, inherited=inherited, number=number))


@app.command()
def train(
    dataset: DatasetOption = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR", help="Folder of the versions; MATINEE_HOME/models by default."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Everything random follows from it.")] = 0,
    engine: Annotated[
        str | None, typer.Option(metavar="E", help="local, or spark for data beyond one machine; see docs/spark.md.")
    ] = None,
    master: Annotated[
        str | None, typer.Option(metavar="M", help="Where Spark runs: local[2], spark://host:7077, yarn ...")
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A setting of the model, such as rank=64; repeat it."),
    ] = None,
    progress: Annotated[str, typer.Option(help="bar, json or none", metavar="HOW")] = "bar",
    publish_anyway: Annotated[
        bool, typer.Option("--publish-anyway", help="Publish even what is measured to be worse than what is served.")
    ] = False,
) -> None:
    """Train on the data set and the bot's own ratings, measure, and publish a version that is not worse."""
    from bot.commands.engines import read_choices
    from bot.commands.training import train_command

    choices = read_choices(engine, master, choose or ())
    train_command(dataset, out, seed=seed, how=progress, choices=choices, anyway=publish_anyway)


@app.command()
def models(as_json: JsonOption = False) -> None:
    """The model versions there are: when and on what each was trained, how good it is, which is served."""
    from bot.commands.models import models_command

    models_command(as_json=as_json)


@app.command()
def rollback(
    version: Annotated[
        str | None, typer.Argument(metavar="VERSION", help="As `matinee models` names it; the one served before.")
    ] = None,
) -> None:
    """Serve another version; a running bot takes it over within seconds, without a restart."""
    from bot.commands.models import rollback_command

    rollback_command(version)


@app.command()
def evaluate(
    dataset: DatasetOption = None,
    models: Annotated[
        str, typer.Option(metavar="A,B", help="Models by name (spark-als trains in Spark), or all.")
    ] = "default,popular,ease",
    given: Annotated[
        str, typer.Option(metavar="K,...", help="Numbers of given ratings, or shares of the history such as 80%.")
    ] = "1,3,5,10,20",
    seeds: Annotated[int, typer.Option(min=1, max=100, help="Seeds 0 to N-1.")] = 3,
    temporal: Annotated[
        bool, typer.Option("--temporal", help="Also give each person's earliest ratings instead of random ones.")
    ] = False,
    plot: Annotated[
        str | None, typer.Option("--plot", metavar="FILE", help="Write accuracy over K as a picture (png, svg, pdf).")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure models side by side on people they were not trained on."""
    from bot.commands.evaluation import evaluate_command

    evaluate_command(
        dataset, models=models, given=given, seeds=seeds, as_json=as_json, temporal=temporal, picture=plot
    )


@app.command()
def recommend(
    rated: Annotated[
        list[str] | None, typer.Option("--rated", metavar="TITLE=STARS", help='Such as "Heat=5"; repeat it.')
    ] = None,
    user: Annotated[
        list[int] | None, typer.Option("--user", metavar="ID", help="A user of the data set instead; repeat it.")
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="One list for all the users, not one for each.")
    ] = False,
    rule: Annotated[
        str | None,
        typer.Option(metavar="RULE", help="How they agree: fair (default), average, least-misery, most-pleasure."),
    ] = None,
    favour: Annotated[
        list[int] | None, typer.Option("--favour", metavar="ID", help="Who gave way last time; repeat it.")
    ] = None,
    ask: Annotated[str, typer.Option(metavar="WISH", help='Wishes in words, such as "90s sci-fi".')] = "",
    count: Annotated[
        int | None, typer.Option("-n", min=1, max=100, help="How many: 10, or 3 for each --user.")
    ] = None,
    adventurous: Annotated[
        float | None, typer.Option(metavar="0-1", help="From 0, what is safest, to 1, lesser known and more varied.")
    ] = None,
    critique: Annotated[
        list[str] | None,
        typer.Option(metavar="WAY", help="Newer, lighter, ... than the first suggestion would be; repeat it."),
    ] = None,
    trait: Annotated[
        list[str] | None,
        typer.Option(metavar="TRAIT=UP", help='Such as "genre:Comedy=up", down, muted.'),
    ] = None,
    station: Annotated[str | None, typer.Option(metavar="TEXT", help="Films around a title or words.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Suggestions with reasons for what you rated, or for users of the data set, one by one or together."""
    from bot.commands.asking import read_dial, recommend_command
    from bot.commands.known_users import users_command
    from bot.commands.steering import read_steering
    from bot.commands.together import together_command

    dial = read_dial(adventurous)
    if together and not user:
        raise typer.BadParameter("--together needs the users of the group: --user 1 --user 2")
    if not together and (rule or favour):
        raise typer.BadParameter("--rule and --favour are for a group: add --together")
    if together and adventurous is not None:
        raise typer.BadParameter("--adventurous is for one person at a time, not with --together")
    if user and rated:
        raise typer.BadParameter("--user and --rated do not go together: a user's ratings are those of the data set")
    steering = read_steering(critique or [], trait or [], station)
    if user and steering:
        raise typer.BadParameter("--critique, --trait and --station go with --rated, not with --user")
    if user and together:
        together_command(user, rule=rule, favour=favour or [], ask=ask, count=count, as_json=as_json)
    elif user:
        users_command(user, ask=ask, count=count, adventurous=dial, as_json=as_json)
    else:
        recommend_command(
            rated or [], ask=ask, count=count or 10, adventurous=dial, steering=steering, as_json=as_json
        )


@app.command()
def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A title; - reads one a line from stdin.")],
    as_json: JsonOption = False,
) -> None:
    """Look a title up, typos welcome."""
    from bot.commands.asking import search_command

    search_command(text, as_json=as_json)


@app.command()
def understand(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A message; - reads one a line from stdin.")],
    as_json: JsonOption = False,
) -> None:
    """What a message means: the intent, films, a rating, wishes."""
    from bot.commands.understanding import understand_command

    understand_command(text, as_json=as_json)


@app.command()
def backup(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="Where to; MATINEE_HOME/backups/<time>.sqlite3 by default.")
    ] = None,
) -> None:
    """Back the database up, also while the bot runs. Models are not in it: they can be trained again."""
    from bot.commands.keeping import backup_command

    backup_command(file)


@app.command()
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup; it is left as it is.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the database's place, with the bot stopped. The old database is kept beside it."""
    from bot.commands.keeping import restore_command

    restore_command(file, yes=yes)


@app.command("migrate-storage")
def migrate_storage(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A SQLite file, sqlite:///PATH or postgresql://….")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The same, with nothing in it yet.")],
) -> None:
    """Copy everything from SQLite to PostgreSQL or back, with the bot stopped, and compare. FROM is left as it is.

    A password is better not typed here: leave it out of the URL, and set PGPASSWORD.
    """
    from bot.commands.moving import migrate_command

    migrate_command(source, target)


@app.command()
def check(as_json: JsonOption = False) -> None:
    """Look whether database, model, settings, disk and file rights are in order; exit code 1 where not."""
    from bot.commands.keeping import check_command

    check_command(as_json=as_json)


@app.command()
def stats(
    weeks: Annotated[
        int, typer.Option(min=0, max=520, metavar="N", help="Of the last N weeks, this one among them; 0: of all.")
    ] = 12,
    as_json: JsonOption = False,
) -> None:
    """Whether suggestions work for people: acceptance by week and version, predicted against given ratings."""
    from bot.commands.statistics import stats_command

    stats_command(weeks, as_json=as_json)


@app.command()
def compare(
    version: Annotated[
        str | None, typer.Argument(metavar="VERSION", help="It serves one half of the people from now on.")
    ] = None,
    ends: Annotated[bool, typer.Option("--stop", help="Let the current version serve everybody again.")] = False,
) -> None:
    """Let another version serve half of the people and see which is liked more; alone, how it goes."""
    from bot.commands.comparing import compare_command

    compare_command(version, ends=ends)


app.add_typer(catalog_app, name="catalog")
