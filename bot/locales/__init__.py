"""What the bot says, a folder a language, as Fluent messages (projectfluent.org); read once."""

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

SOURCE = "en"
"""The language that has every message; what another lacks is said in this one."""

LANGUAGES: dict[str, str] = {SOURCE: "English", "es": "Español"}
"""Language code -> its own name for itself."""


@cache
def bundle(language: str) -> FluentBundle:
    """All messages of a language."""
    # Isolating marks around each value would show as boxes in some clients.
    made = FluentBundle([language], use_isolating=False)
    for name, text in sorted(sources(language).items()):
        resource = FluentResource(text)
        if broken := [entry for entry in resource.body if isinstance(entry, ast.Junk)]:
            raise ValueError(f"{language}/{name} has a message that cannot be read: {broken[0].content!r}")
        made.add_resource(resource)
    return made


def sources(language: str) -> dict[str, str]:
    """File name -> text of a language's messages."""
    folder = files(__package__).joinpath(language)
    return {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".ftl")}
