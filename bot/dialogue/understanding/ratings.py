"""Ratings: stars, marks out of ten, emoji, and what verdicts in words are worth."""

import re
from dataclasses import dataclass

from bot.dialogue.understanding.bags import bag
from recengine.columns import MAX_STARS, MIN_STARS

_NUMBERS = {
    "zero": 0, "half": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a": 1,
}  # fmt: skip
_NUMBER = (
    rf"(?P<n>\d{{1,3}}(?:\.\d{{1,2}})?|{'|'.join(name for name in _NUMBERS if name != 'a')})(?P<half> "
    rf"and a half)?"
)
_SCALE = r"(?P<of>5|10|100|five|ten)"
_MARK = re.compile(
    rf"(?<= ){_NUMBER} (?:(?:stars? )?(?:/|out of|of) {_SCALE}(?: stars?)?|(?P<stars>stars?|"
    rf"points?))(?= )"
)
_BARE = re.compile(
    rf"(?<= )(?:rate|rated|rating|give|gave|giving|score|scored|mark|it is|that is|is|was) (?:it|"
    rf"that|this|@|him|her|them)?(?: ,)?(?: an?| as)? ?{_NUMBER}(?= (?:, |\. |please |for |from "
    rf"me |imo )*$)"
)
_GETS = re.compile(
    rf"(?<= )(?:gets?|got|deserves?|earns?|scores) (?:an? |about )*{_NUMBER}(?= (?:from (?:me|us) |"
    rf"[.,] |please )*$)"
)
_GIVEN = re.compile(
    rf"(?<= )(?:rate|rated|rating|give|gave|score|scored|mark) (?!me |us )(?:[^ .?]+ ){{1,8}}?(?:an? |with |"
    rf"at |: )?(?={_NUMBER} (?:[.,] |please )*$)"
)
_AFTER_TITLE = re.compile(rf"^ @(?: [,:-])? {_NUMBER}(?= (?:[.,] |please )*$)")
_STARS_OF_SCALE = {"5": 1.0, "five": 1.0, "10": 0.5, "ten": 0.5, "100": 0.05}

_VERDICTS: dict[float, str] = {
    5.0: """love loved loves loving adore adored adores favourite favourites masterpiece perfect perfection incredible
    amazing phenomenal brilliant fantastic outstanding awesome excellent superb flawless stunning lovely
    terrific genius legendary marvelous marvellous unforgettable timeless exquisite splendid breathtaking
    banger unmatched treasure worship obsessed magnificent wonderful
    spectacular exceptional sublime goat extraordinary mindblowing""",
    4.0: """like liked likes liking enjoy enjoyed enjoyable enjoying good great nice solid fun cool entertaining
    thumbsup pleasant dig dug charming neat gripping worthwhile recommended impressive delightful touching funny
    hilarious clever beautiful delight treat blast hoot riot gripped moved satisfying pleased impressed
    ace stellar uplifting refreshing""",
    3.0: """ok fine average meh mediocre decent soso passable middling forgettable bearable watchable tolerable
    unremarkable acceptable mid neutral adequate alright middlebrow unmemorable serviceable ordinary""",
    2.0: """dislike disliked dislikes bad boring weak overrated disappointing disappointed dull poor lame thumbsdown
    underwhelming underwhelmed tedious bland bored slow overhyped unfunny cheesy pointless silly stupid dumb
    ridiculous disappointment letdown snooze snoozefest snore yawn bore flop mess messy dragged drags unimpressed
    unimpressive cringe cringey cringy contrived annoying annoyed irritating meandering lousy lacking
    disappoint disappoints overlong incoherent confusing""",
    1.0: """hate hated hates hating terrible awful horrible worst garbage trash rubbish detest detested loathe loathed
    despise despised unwatchable crap crappy disgusting sucks sucked atrocious dreadful abysmal horrid shit
    shite pathetic horrendous unbearable dire stinker abomination hideous appalling disaster atrocity
    loath vile abhorrent ghastly worthless
    insufferable torture""",
}  # fmt: skip
_PHRASES: dict[float, str] = {
    5.0: r"blew (?:me away|my mind|our minds)|changed my life|swept me away|takes? my breath away|"
r"blown away|(?:all time|of all time) (?:great|favourite|best)|best (?:movie|"
r"thing|one)s?(?: ever| of all| i)?"
r"|one of the (?:best|greatest)|best ever|crazy about|in love with|cannot get enough|can not "
r"get enough|rocks|rocked"
         r"|must see|(?:huge|massive|biggest|enormous|giant|number one|die hard) fan|top (?:five|ten|3|5|10|tier)|"
r"loved every|never tire of|work of art|could watch (?:it|this|that|@) (?:again|forever|all day|every)|"
r"best (?:movie )?i have (?:ever )?seen|could not stop (?:watching|thinking)|on (?:another|a different) level|"
         r"chef s? ?kiss|top notch|so so good|never gets old|mind blowing",
    4.0: r"had a (?:good|great|nice|fun) time|worth (?:it|watching|a watch|seeing)|well (?:made|done)|"
r"not half bad|a fan of"
r"|big fan|moved me|touched me|stuck with me|(?:made|makes|had|has) me (?:cry|laugh|smile|grin|tear up|think)|"
r"broke my heart|"
r"a fan|quite taken|won me over|grew on me|had me (?:laughing|hooked|glued)|kept me|a joy|"
r"rather good|held up|holds up|thumbs up|not bad at all|up my (?:street|alley)|(?:better|more) "
r"than i (?:expected|thought)",
    3.0: r"so so|nothing special|could (?:be|have been) better|mixed feelings|mixed bag|middle of the road|in between"
         r"|neither good nor bad|one time watch|not (?:too |so |that |all that |half )?bad|has its moments|it s? ?ok"
         r"|no strong feelings|indifferent|take it or leave it|not the (?:best|worst)|ok ish|okish|passes the time",
    2.0: r"let down|no (?:big |great |huge )?fan of|"
r"not (?:really |that |so |all that |too |very |much |exactly )?(?:into|keen on|fond of|"
r"sold on|big on|"
r"impressed by|wild about|taken with)|fell asleep|falling asleep|put me to sleep|(?:not|never) (?:really |"
r"quite |exactly )?(?:my|for) "
r"(?:thing|cup of tea|me|taste|style|type|kind)|could not (?:get into|finish|get through)|did "
r"not (?:work|click|do it)"
r"|not (?:really |much of |exactly |at all )?(?:a |into |impressed|keen|fussed|convinced)(?: "
r"?big | ?huge )? ?(?:fan)?"
r"|(?:did|do|does|could|can) not (?:really |much |particularly )*care (?:much |a lot |all that |at all |"
r"too much |less )?"
r"(?:for|about)|did not care|(?:not|never) (?:really |quite |exactly )?(?:see|get|understand) (?:the|what the) "
r"(?:appeal|hype|fuss)|turned (?:it |this |that |@ )?off|(?:left|leaves) me cold|too (?:long|slow|silly|weird|"
r"predictable|much)"
r" for (?:me|my)|bored (?:me|us) (?:to (?:tears|death|sleep)|stiff|senseless)|bored to (?:tears|death)|hard to sit "
r"through|struggled (?:to finish|through|with)|"
r"thumbs down|not worth|gave up on|walked out|expected (?:more|"
r"better)|lost interest"
r"|not (?:that |very |all that |so |too |really |as )?(?:good|great|fun|funny|enjoyable)(?: "
r"as \w+)?|no good",
    1.0: r"(?:can|could) not (?:stand|bear|stomach)|waste of (?:time|money|\w+ time|\w+ life|film|two "
r"hours|an evening)"
r"|pile of \w+|worst (?:movie|thing|one)?|makes? me sick|made me sick|want my (?:time|money) "
r"back|(?:never|not) again"
r"|never watch(?:ing)? (?:it |that )?again|absolute (?:rubbish|trash|garbage)|piece of "
r"(?:crap|garbage|shit|trash)|so bad",
}  # fmt: skip
_WORDS = {word: stars for stars, words in _VERDICTS.items() for word in words.split()}
_PHRASE = {stars: re.compile(rf"(?<= )(?:{pattern})(?= )") for stars, pattern in _PHRASES.items()}
_NOT = re.compile(
    r"(?<= )(?:not|never|hardly|barely|no|nothing)(?: (?:really|quite|exactly|even|that|very|all|"
    r"so|too|much|particularly|a|overly|much of a|to|be|as|much|at|actually|have|say|i))* $"
)
_UNDER = {5.0: 2.0, 4.0: 2.0, 3.0: 2.0, 2.0: 3.0, 1.0: 3.0}

_VERBS = bag(
    """
    love loved loves loving adore adored adores like liked likes liking enjoy enjoyed enjoying dig dug dislike
    disliked dislikes hate hated hates hating detest detested loathe loathed despise despised
    """
)
_WOULD = re.compile(r" (?:would|will|might|should)(?: \w+)? $")
VERDICT_WORDS = frozenset(_WORDS) | frozenset(_NUMBERS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Stars, where they are said in the plain sentence, and whether as a number or sign rather than in words."""

    stars: float
    start: int
    end: int
    explicit: bool = False
    transitive: bool = False  # what is judged comes after it
    phrase: bool = False  # of several words


def mark_said(plain: str) -> Verdict | None:
    """The stars that a number states («4 stars», «8/10», «rate it 3»)."""
    for pattern in (_MARK, _AFTER_TITLE, _GETS, _BARE):
        if (match := pattern.search(plain)) is not None and (stars := _stars(match)) is not None:
            return Verdict(stars, match.start(), match.end(), explicit=True)
    if (match := _GIVEN.search(plain)) is not None and (stars := _stars(match)) is not None:
        return Verdict(stars, match.end(), len(plain), explicit=True)
    return None


def marks_said(plain: str) -> list[Verdict]:
    """Every mark of a sentence that gives several, in order."""
    found = [(match, _stars(match)) for match in _MARK.finditer(plain)]
    return [Verdict(stars, match.start(), match.end(), explicit=True) for match, stars in found if stars is not None]


def _stars(match: re.Match[str]) -> float | None:
    parts = match.groupdict()
    value = float(_NUMBERS[parts["n"]]) if parts["n"] in _NUMBERS else float(parts["n"])
    value += 0.5 * bool(parts["half"])
    scale = parts.get("of")
    factor = _STARS_OF_SCALE[scale] if scale else 0.5 if value > MAX_STARS else 1.0
    stars = round(2 * value * factor) / 2
    return min(max(stars, MIN_STARS), MAX_STARS) if value * factor <= MAX_STARS else None


def verdicts_said(plain: str) -> list[Verdict]:
    """Verdicts in words and signs, in order; longer phrases go before the words in them."""
    found: list[Verdict] = []
    rest = plain
    for stars in (3.0, 1.0, 2.0, 5.0, 4.0):
        for match in _PHRASE[stars].finditer(rest):
            before = match[0].endswith((" of", "stand", "bear", "for"))
            found.append(Verdict(stars, match.start(), match.end(), transitive=before, phrase=" " in match[0]))
        rest = _PHRASE[stars].sub(lambda m: "~" * len(m[0]), rest)
    for match in re.finditer(r"(?<= )\w+(?= )", rest):
        if (value := _WORDS.get(match[0])) is not None and not _WOULD.search(rest[: match.start()]):
            stars = _UNDER[value] if _NOT.search(rest[: match.start()]) else value
            found.append(Verdict(stars, match.start(), match.end(), transitive=match[0] in _VERBS))
    return sorted(found, key=lambda verdict: verdict.start)
