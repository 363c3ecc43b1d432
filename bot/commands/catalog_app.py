"""The words of `matinee catalog` and their options."""

from typing import Annotated

import typer

catalog_app = typer.Typer(
    help="Films beyond the data set: add, list, remove; titles that people asked for.", no_args_is_help=True
)

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of plain lines.")]
SandboxOption = Annotated[bool, typer.Option("--sandbox", help="In the database of `matinee sandbox`.")]


@catalog_app.command("add")
def catalog_add(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV with the columns title, year, genres, ...")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look what would be added.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Add the good rows, tell of the others.")] = False,
    as_json: JsonOption = False,
    sandbox: SandboxOption = False,
) -> None:
    """Add the films of a table, all or none. A bot that runs takes them up within seconds."""
    from bot.commands.catalog import add_command

    add_command(file, dry_run=dry_run, skip_bad=skip_bad, as_json=as_json, sandbox=sandbox)


@catalog_app.command("list")
def catalog_list(as_json: JsonOption = False, sandbox: SandboxOption = False) -> None:
    """The films that were added."""
    from bot.commands.catalog import list_command

    list_command(as_json=as_json, sandbox=sandbox)


@catalog_app.command("remove")
def catalog_remove(
    film: Annotated[str, typer.Argument(metavar="TITLE", help="Title with its year, key, or IMDb id.")],
    sandbox: SandboxOption = False,
) -> None:
    """Take an added film out again. What people said of it is kept."""
    from bot.commands.catalog import remove_command

    remove_command(film, sandbox=sandbox)


@catalog_app.command("wanted")
def catalog_wanted(
    forget: Annotated[str | None, typer.Option(metavar="TITLE", help="Forget this one.")] = None,
    as_json: JsonOption = False,
    sandbox: SandboxOption = False,
) -> None:
    """Titles that people asked for and did not find; not who asked."""
    from bot.commands.catalog import wanted_command

    wanted_command(forget=forget, as_json=as_json, sandbox=sandbox)
