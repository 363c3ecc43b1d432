"""Whole messages that ask for what a command does, in English and Spanish: «my ratings», «borra mis datos»."""

import re
from enum import StrEnum
from typing import Final

from recengine.text import fold

_LONGEST = 60
_POLITE = re.compile(
    r"^(?:(?:hey|hi|ok|please|pls|can you|could you|can i|i want to|i would like to|id like to|let me|show me|show"
    r"|see|give me|por favor|puedes|quiero|muestrame|ensename|ver|dame)\s+)+"
    r"|(?:\s+(?:please|pls|now|thanks|por favor|ahora))+$"
)
_FILMS = "(?:films|movies)"
_DID = "(?:have i|did i|i|ive)"
_COMMANDS: Final = {
    "/ratings": rf"(?:all )?my (?:ratings?|rated {_FILMS})|(?:what|which)(?: {_FILMS}| ones)? {_DID} rated?"
    rf"|(?:the )?{_FILMS} (?:that )?(?:i|ive) rated"
    r"|mis (?:notas|puntuaciones|valoraciones)|(?:lo )?que he (?:puntuado|valorado)",
    "/saved": rf"my (?:saved )?(?:lists?|watch ?list|saved|saved {_FILMS}|films for later)|what {_DID} saved?"
    rf"|(?:the )?{_FILMS} (?:that )?(?:i|ive) saved|saved {_FILMS}|watch ?list"
    r"|mi lista|mis guardadas|(?:lo|las) que (?:he guardado|guarde)",
    "/hidden": rf"(?:my )?hidden {_FILMS}|(?:mis )?(?:peliculas )?ocultas",
    "/recommend": r"anything(?: good| at all| is fine| goes)?|whatever you (?:like|want)|surprise me"
    r"|(?:a |some )?random(?: film| movie| one)?|(?:a|some|any) (?:film|movie)s?"
    r"|cualquier cosa|lo que sea|(?:otra|una|alguna) (?:pelicula|peli)|otra|otra mas|siguiente|sorprendeme"
    r"|(?:sugiereme|recomiendame|recomienda|sugiere)(?: algo| una| una pelicula| una peli)?",
    "/undo": r"deshacer|deshaz(?:lo)?|anular",
    "/delete": r"(?:delete|erase|remove|wipe) (?:me|all|everything|(?:all )?my (?:data|account|ratings|profile))"
    r"|(?:borra|elimina|borrar|eliminar)(?:me| todo| mis datos| mi cuenta| mis notas| todos mis datos)",
    "/export": r"(?:export|download)(?: (?:all )?my (?:data|ratings))?"
    r"|(?:exporta|exportar|descargar?)(?: mis (?:datos|notas))?",
    "/privacy": r"privacy|what do you (?:know|store|keep|save) (?:about|of|on) me"
    r"|privacidad|que (?:sabes|guardas) (?:de|sobre) mi",
    "/quiet": r"unsubscribe|stop (?:messaging|writing(?: to)?|texting|spamming) me|(?:be )?quiet"
    r"|no me escribas(?: mas)?|callate",
    "/cancel": r"stop|cancel|never ?mind|para|cancela|cancelar|dejalo",
    "/language es": r"(?:in |speak |hablas? |en )?(?:spanish|espanol|castellano)",
    "/language en": r"(?:in |speak |hablas? |en )?(?:english|ingles)",
    "/language": r"(?:change )?(?:the )?languages?|(?:cambiar (?:de |el )?)?idioma",
    "/help": r"ayuda|que (?:puedes|sabes) hacer|are you (?:a )?(?:human|bot|robot|real|person)"
    r"|eres (?:un )?(?:bot|robot|human[oa])",
}
_BY_COMMAND = {command: re.compile(pattern) for command, pattern in _COMMANDS.items()}


class Errand(StrEnum):
    """What is to be done with the film that was shown last."""

    SAVE = "save"
    HIDE = "hide"
    NEXT = "next"


_THAT = r"(?:it|this|that|this one|that one|this film|this movie|that film|that movie)"
_WITH_IT = {
    Errand.SAVE: re.compile(
        rf"(?:save|bookmark|keep) {_THAT}(?: for later)?|(?:save|remind me)(?: of it)? (?:for )?later"
        r"|add (?:it|this|that) to (?:my|the) (?:watch ?)?list|guarda(?:la|lo| esta| esa)"
        r"(?: para (?:luego|mas tarde))?"
    ),
    Errand.HIDE: re.compile(
        rf"(?:hide|block|ban) {_THAT}|(?:never|do ?nt|do not) (?:ever )?(?:show|suggest|recommend)(?: me)? {_THAT}"
        r"(?: again| ever again| any ?more)?|oculta(?:la|lo| esta| esa)"
        r"|no me la (?:muestres|ensenes|sugieras)(?: mas| otra vez)?"
    ),
    Errand.NEXT: re.compile(rf"(?:no )?(?:not|skip|pass on) {_THAT}|(?:no )?(?:esta|esa|este|ese) no|salta(?:la|lo)"),
}


_FAREWELL = re.compile(
    r"bye|bye bye|good ?bye|good ?night|cya|see (?:you|ya)(?: later| soon| tomorrow)?"
    r"|adios|chao|hasta (?:luego|manana|pronto|la vista)|buenas noches"
)


def called_in_words(text: str) -> str | None:
    """The command that a whole message asks for in words, as it would be typed; None where it asks for none."""
    said = _plain(text)
    return next((command for command, pattern in _BY_COMMAND.items() if pattern.fullmatch(said)), None)


def errand(text: str) -> Errand | None:
    """What a whole message wants done with the film that was shown last."""
    said = _plain(text)
    return next((errand for errand, pattern in _WITH_IT.items() if pattern.fullmatch(said)), None)


def is_farewell(text: str) -> bool:
    """Whether a whole message says goodbye."""
    return _FAREWELL.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    said = " ".join(re.findall(r"\w+", re.sub(r"['\u2019]", "", fold(text))))
    return _POLITE.sub("", said) or said
