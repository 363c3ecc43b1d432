"""What people say in Spanish, as the English that is understood: wishes, verdicts, directions; titles stay."""

import re
from typing import Final

from recengine.text import fold

_LONGEST = 400
_NEXT = "sin|no|me|odi|detest|ame|que|de los|mas|menos"
_STOPS = re.compile(r"[,;.!?\u00a1\u00bf]+")
_JOINED = re.compile(rf"\s(?=(?:pero|aunque)\b)|\s(?=y (?:{_NEXT}))|(?<!pero)\s(?=sin\b)")
"""Where one thing ends and another begins: a title behind «me encantó» is left alone, what follows is not."""

_ENGLISH = re.compile(
    r"\b(?:i|ive|loved?|hated?|liked?|like|something|anything|movies?|films?|from|without|seen|watched|show|rate)\b"
)
"""Words that Spanish has not: whoever uses one speaks English."""

_TITLED: Final = (
    (r"(?:no me (?:gusto|gustaron|gusta) nada|odi[eo]|detest[eo]|aborrec[io])", "hated"),
    (r"no me (?:gusto|gustaron|gusta)", "did not like"),
    (r"(?:me (?:ha |han )?(?:encant(?:o|a|aron|an|ado))|ame|adore|adoro)", "loved"),
    (r"(?:me (?:ha |han )?(?:gust(?:o|a|aron|an|ado))(?: mucho)?)", "liked"),
    (r"ya (?:he visto|vi)|he visto", "i have seen"),
    (
        r"(?:algo |otra |una |peliculas? |pelis? )*(?:como|parecid[oa]s? a|similar(?:es)? a|al estilo de)",
        "something like",
    ),
    (r"(?:que tal (?:es|esta)|que tal|que opinas de|de que (?:va|trata)|hablame de)", "tell me about"),
    (r"quien (?:dirigio|dirige)", "who directed"),
    (r"quien (?:sale|actua) en", "who plays in"),
    (r"cuanto dura", "how long is"),
)
"""Words with a film's name behind them."""

_WHOLE: Final = (
    (r"ya (?:la|lo) (?:vi|he visto)|(?:la|lo) he visto|la vi", "seen it"),
    (r"(?:me (?:ha )?encant(?:o|a|ado)|la amo|fue genial|buenisima)", "loved it"),
    (r"me (?:ha )?gust(?:o|a|ado)(?: mucho)?", "liked it"),
    (r"no me (?:ha )?gust(?:o|a|ado) nada|la odi[eo]|malisima", "hated it"),
    (r"no me (?:ha )?gust(?:o|a|ado)(?: mucho)?", "did not like it"),
    (r"de que (?:va|trata)|cuanto dura|quien (?:sale|la dirige)", "what is it about"),
    (r"por ?que(?: esta)?", "why this"),
    (r"(?:algo|una) (?:diferente|distint[oa])|otra cosa", "something else"),
    (r"mas como (?:esta|esa)|(?:otras? )?(?:como|parecidas? a) (?:esta|esa)", "more like this"),
)

_DIRECTIONS: Final = (
    (r"(?:mas (?:nuev|recient|modern|actual)\w*|no tan (?:viej|antigu)\w*|menos (?:viej|antigu)\w*)", "newer"),
    (r"(?:mas (?:viej|antigu|clasic)\w*|no tan (?:nuev|recient)\w*)", "older"),
    (r"(?:mas (?:cort|breve)\w*|no tan larg\w*|menos larg\w*)", "shorter"),
    (r"(?:mas larg\w*)", "longer"),
    (r"mas (?:liger|aleg|divertid|gracios)\w*|(?:menos|no tan) (?:oscur|seri|triste|pesad)\w*", "lighter"),
    (r"(?:mas (?:oscur|seri)\w*)", "darker"),
    (r"(?:mas (?:conocid|famos|popular)\w*)", "more popular"),
    (r"(?:menos (?:conocid|famos|popular)\w*|no tan (?:conocid|famos)\w*|poco conocid\w*)", "less known"),
)

_GENRES: Final = {
    "horror": r"terror|miedo",
    "comedy": r"comedias?|comic[oa]s?|divertid[oa]s?|gracios[oa]s?|humor|risa|reir",
    "action": r"accion",
    "romance": r"romances?|romantic[oa]s?|amor",
    "thriller": r"suspens[eo]|intriga",
    "sci-fi": r"ciencia ficcion",
    "drama": r"dramatic[oa]s?",
    "animation": r"animacion|animad[oa]s?|dibujos(?: animados)?",
    "children's": r"infantil(?:es)?|(?:para |ver |con |los |mis )*(?:ninos|hijos|peques)",
    "war": r"guerra|belic[oa]s?",
    "western": r"oeste|vaqueros",
    "mystery": r"misterio",
    "fantasy": r"fantasia|fantastic[oa]s?",
    "documentary": r"documental(?:es)?",
    "adventure": r"aventuras?",
    "crime": r"crimen(?:es)?|policiac[oa]s?|mafia",
}
_DECADES: Final = {
    "50s": "cincuenta", "60s": "sesenta", "70s": "setenta", "80s": "ochenta", "90s": "noventa",
}  # fmt: skip
_OTHER: Final = (
    *((rf"(?:de )?(?:los |anos )+{word}", decade) for decade, word in _DECADES.items()),
    (r"(?:de )?(?:los |anos )+((?:19|20)?\d0)s?", r"\1s"),
    (r"(?:anterior(?:es)? a|antes de|hasta) (?=\d{4})", "before "),
    (r"(?:posterior(?:es)? a|despues de|desde|a partir de) (?=\d{4})", "after "),
    (r"(?:de|del) (?=(?:19|20)\d{2}\b)", "from "),
    (r"le (?:doy|pongo) (?:un )?(\d+(?:punto\d)?)(?: estrellas?)? a (.+)", r"rate \2 \1"),
    (r"le (?:doy|pongo) (?:un )?(\d+(?:punto\d)?)", r"i give it \1"),
    (r"estrellas?", "stars"),
    (r"liger[oa]s?", "light"),
    (r"tristes?", "sad"),
    (r"violencia", "violence"),
    (r"sangre", "gore"),
    *((rf"(?:de |del |la )*(?:{words})", genre) for genre, words in _GENRES.items()),
    (r"(?:una |alguna |buenas? )*(?:peliculas?|pelis?)", "movies"),
    (r"(?:quiero|dame|busco|recomiendame|sugiereme|ponme|me apetece)(?: ver)?", "i want"),
    (r"algo", "something"),
    (rf"(?:sin|nada de|no quiero) (?={'|'.join(_GENRES)}|violence|gore)", "no "),
    (r"un|una", "a"),
    (r"con", "with"),
    (r"y", "and"),
    (r"(?:para )?(?:esta noche|hoy)", "tonight"),
)


def in_english(text: str) -> str:
    """A Spanish message as English that is understood, with titles as they were; any other stays as it is."""
    said = fold(text[:_LONGEST])
    if _ENGLISH.search(said):
        return text
    whole = " ".join(re.findall(r"\w+", said))
    for pattern, english in _WHOLE:
        if re.fullmatch(pattern, whole):
            return english
    halves = re.sub(r"(\d)[.,](\d)", r"\1punto\2", text[:_LONGEST])  # else they come apart
    clauses = [each for part in _STOPS.split(halves) for each in _JOINED.split(fold(part))]
    parts = [part for each in clauses if (part := re.sub(r"^(?:pero|aunque|y) ", "", each.strip()))]
    told = [_part(part) for part in parts]
    return text if told == parts else re.sub(r"(\d)punto(\d)", r"\1.\2", ", ".join(told))


def _part(part: str) -> str:
    for pattern, english in _TITLED:
        if match := re.match(rf"{pattern}\s+(?=\S)", part):
            return f"{english} {part[match.end() :]}"
    for pattern, english in (*_DIRECTIONS, *_OTHER):
        part = re.sub(rf"(?<!\w)(?:{pattern})\b", english, part)
    return part
