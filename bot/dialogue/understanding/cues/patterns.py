"""Patterns over plain sentences."""

import re

Pattern = re.Pattern[str]
NOUN = (
    r"(?:movies?|ones?|something|anything|things?|stuff|sth|titles?|pictures?|pick|picks|option|"
    r"options|suggestions?)"
)
_NOISE = (
    r"(?:please|hey|hi|hello|hiya|ok|well|so|oh|um|hmm|uh|yo|bot|matinee|dude|man|bro|mate|pal|"
    r"buddy|friend|there|just|now|lol|haha|thanks"
    r"|thank you|[.,?]|@|and|but|actually|then|again|all|everyone|guys|folks|everybody|partner|"
    r"you|to you|dear|my friend|lovely|pleasant"
    r"|today|very much|so much|a lot|a bunch|a million|ever so much)"
)


def any_of(*patterns: str) -> Pattern:
    """One of some patterns, whole words."""
    return re.compile(rf"(?<= )(?:{'|'.join(patterns)})(?= )")


def only(*patterns: str) -> Pattern:
    """Nothing but one of these, amid politeness."""
    return re.compile(rf"^ (?:{_NOISE} )*(?:{'|'.join(patterns)})(?: {_NOISE})* $")
