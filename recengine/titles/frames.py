"""Words around a title that tell where it begins and ends, and marks that are no part of it."""

import re

CLAUSE, POINTED_AT = 0.9, 0.97  # what a clause, and what a frame points at, are worth as readings
# «that movie Big with Tom Hanks», «Alien the movie»: what a noun points at, up to who is in it.
_AFTER_NOUN = re.compile(
    r"\b(?:the|that|this|\w+['’]s)\s+(?:\w+\s+){0,2}(?:movie|film)\s+(?:(?:called|named|titled)\s+)?"
    r"(?!(?:with|about|like|where|that|which|for|in|of|from|by|to|is|was|and|i|we|you)\b)(?P<title>[^\W\d].*?)"
    r"(?:\s+(?:with|starring|by|from)\s.*)?$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"^\s*(?P<title>\w.*?),?\s+the\s+(?:movie|film)\b(?:\s+(?:please|pls))?\W*$", re.IGNORECASE)

# «5 stars for», «a 9/10», «two thumbs up»; a bare number only after a word such as «give»: «give it a 9».
_MARK = r"(?:\d{1,2}(?:[.,]\d)?|zero|half|one|two|three|four|five|six|seven|eight|nine|ten)"
_SCORE = re.compile(
    rf"\b(?:an?\s+)?(?:solid\s+|full\s+)?{_MARK}(?:\s*/\s*(?:5|10|100)\b|\s+out\s+of\s+(?:\d+|five|ten)\b"
    r"|(?:\s+and\s+a\s+half)?\s*-?stars?\b|\s+thumbs?\s+(?:up|down)\b)(?:\s+(?:for|to)\b)?|★+|⭐+"
    rf"|\ban?\s+(?:solid\s+)?{_MARK}\s+(?:for|to)\b",
    re.IGNORECASE,
)
_BARE_SCORE = re.compile(
    rf"\b(?:give|gave|giving|rate|rated|rating|deserves?|gets?|is|was)\b.*(?P<score>\san?\s+(?:solid\s+)?{_MARK}\W*)$",
    re.IGNORECASE,
)

# «psycho by hitchcock», «gravity with sandra bullock».
_BEFORE_PEOPLE = re.compile(
    r"^\W*(?P<title>\w.*?),?\s+(?:with|by|starring|directed\s+by)\s+(?!(?:the|a|an|my|you|me|us)\b)\w+(?:\s+\w+)*\W*$",
    re.IGNORECASE,
)

# «i just watched kids last night»: what was seen, without when.
_SEEN = re.compile(
    r"^\W*(?:(?:i|we|i['’]?ve|we['’]?ve)\s+)?(?:(?:just|finally|recently|already|also|have)\s+)*"
    r"(?:re-?watched|watched|saw|seen)\s+(?!an?\s|some\s|my\s)(?P<title>\S.*?)"
    r"(?:\s+(?:last\s+(?:night|week|weekend|month|year)|yesterday|today|tonight|again|recently|the\s+other\s+day"
    r"|this\s+(?:morning|afternoon|evening|week|weekend)))?\W*$",
    re.IGNORECASE,
)
POINTING = ((_AFTER_NOUN, POINTED_AT), (_BEFORE_NOUN, POINTED_AT), (_BEFORE_PEOPLE, CLAUSE), (_SEEN, POINTED_AT))


def without_score(text: str) -> str | None:
    """The text without marks and stars; None where it has none, or where nothing else is said."""
    if match := _SCORE.search(text):
        rest = f"{text[: match.start()]} {text[match.end() :]}"
    elif match := _BARE_SCORE.search(text):
        rest = text[: match.start("score")]
    else:
        return None
    return rest if rest.strip(" .!?") else None
