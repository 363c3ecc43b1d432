"""The wishes of a sentence: what is asked for, and what is asked to be left out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.reading import Sentence
from bot.dialogue.understanding.vocabulary import LONGEST, Vocabulary, Wish
from bot.dialogue.understanding.years import Said, years_said
from recengine.query import Constraints, Popularity

# Negations that negate nothing here.
_HARMLESS = re.compile(
    r"(?<= )(?:why not|not sure|not only|not just|not necessarily|no matter|no problem|no "
    r"preference|no idea|if not|or not|not bad"
    r"|(?:do|does|did) not (?:know|mind|care|have to|think|get|remember|understand)|nothing but|"
    r"no one|not many|not yet|not seen|not watched"
    r"|(?:have|has|had) not|never (?:seen|watched|heard)|can not (?:wait|decide|choose|find|get "
    r"enough|sleep|think|remember|go wrong)"
    r"|not everyone|not everybody|no rush|no worries|no pressure|please no more questions|is not it|not anymore)(?= )"
)
_NOT_FOLLOWED = (
    r"(?:too|so|very|that|overly|super|really|particularly|especially|a|an|any|another|about|with|"
    r"in|on|into|the|for|of|be|up|want|wanting"
    r"|like|love|enjoy|feel|feeling|need|fan|care|interested|looking|keen|mood|more|much|big|if|"
    r"necessarily|something|anything|watch|see|watching"
    r"|give|show|recommend|suggest|handle|take|do|stand|bear|having|have|got|me|stomach|deal|"
    r"involving|featuring|containing|from|as|all|even|exactly|include|including|going)"
)
_NEGATORS = re.compile(
    r"(?<= )(?:anything but|everything but|anything except|everything except|anything other than|all but"
    rf"|not(?= {_NOT_FOLLOWED} )|not(?= ~)|no|nothing|none of|none|without|minus|except|excluding|"
    rf"exclude|excludes|avoid|avoiding|skip|skipping|never|neither|nor|sans"
    r"|other than|apart from|aside from|besides|rather than|instead of|hate|hates|hated|dislike|"
    r"dislikes|detest|despise|loathe"
    r"|(?:sick|tired|bored|weary|had enough|done|fed up|enough) (?:of|with)|free of|leave out|"
    r"leave off|lay off|allergic to|ban|not)(?= )"
)
_NEVER_PAST = bag(
    """
    . ? but just only give show want wants wanted recommend suggest need needs prefer instead find lets maybe then
    i we she he they something anything because cause since when where while what which who so im please although
    though yet
    """
)
_MAY_STAND_BETWEEN = bag(
    """
    a an the any too so very that overly super really particularly especially about with in on into for of be up
    more much feel like want to watch see if stuff kind sort type movie movies all big fan mood been enjoy love
    care as is are was watching involving featuring containing from anything something i give me show having have
    got interested looking keen another necessarily bit of scenes scene ones one or nor else even exactly at going
    do take handle stand bear you recommend suggest include including need wanting feeling your these those this
    my usual typical standard old plot stories story deal stomach set based made by it elements lots lot tons hint
    trace whole hollywood american generic cheap gory
    """
)
_LINKS = bag("or nor and , / a an the any too plus overly very no movie movies stuff kind of type even")
_GRADES = bag(
    "scary funny romantic dark violent dramatic frightening terrifying spooky popular famous known mainstream"
)
_SAYINGS = frozenset(
    tuple(saying.split())
    for saying in (
        "hit me", "hit us", "family evening", "family night", "family gathering", "family dinner", "family weekend",
    )
)  # fmt: skip
_HABIT = re.compile(
    r"(?<= )(?P<h>(?:(?:i|we|he|she|they|my \w+|usually|normally|mostly|generally|typically) ){1,2}"
    r"(?:(?:am|is|are|usually|normally|mostly|always|generally|typically|often|tend|only|mainly|have|has|been|just|"
    r"watched|saw|watching|had|did) )+(?:[^ .?]+ ){1,9}?)(?:, )?(?:but|although|though|so|now|however) "
    r"(?=(?:[^ ]+ ){0,5}?(?:tonight|today|now|this time|for once|want|need|feel|fancy|give|something|anything|"
    r"show|find|"
    r"would|let|looking|mood|up for|change|recommend|suggest) )"
)
_OWNERS = bag("my our his her their your")
GRAMMAR = _MAY_STAND_BETWEEN | frozenset(
    re.findall(r"[a-z]+", " ".join((_NOT_FOLLOWED, _HARMLESS.pattern, _NEGATORS.pattern, _HABIT.pattern)))
)
"""Words around wishes, spelled right as they are."""
_MAX_BETWEEN = 7
_NOUNS = frozenset(
    [
        "movie",
        "movies",
        "one",
        "ones",
        "stuff",
        "title",
        "titles",
        "story",
        "stories",
        "something",
        "anything",
        "thing",
        "adaptation",
        "adaptations",
        "classics",
        "picture",
    ]
)
_KIDS_AWAY = re.compile(
    r" (?:kids?|children) (?:are|is|went|have gone|fell)(?: \w+){0,2} (?:asleep|bed|away|gone|out|"
    r"sleeping|sleep) "
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words `first` to `last` (exclusive) wish for something, or (`out`) for its absence."""

    first: int
    last: int
    wish: Wish
    out: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """All wishes of a sentence."""

    marks: tuple[Mark, ...] = ()
    years: tuple[Said, ...] = ()

    def constraints(self, *, keep: Callable[[Mark], bool] = lambda mark: True) -> Constraints:
        """The wishes as constraints."""
        kept = [mark for mark in self.marks if keep(mark)]
        wanted, unwanted = [m.wish for m in kept if not m.out], [m.wish for m in kept if m.out]
        out = [g for wish in unwanted if not (wish.keyword and wish.genres) for g in wish.genres]
        not_in = {wish.keyword for wish in unwanted}
        years = [said.years for said in self.years if said.years is not None]
        return Constraints(
            genres=_once(g for wish in wanted for g in wish.genres if g not in out),
            exclude_genres=_once(out),
            years=years[0] if years else None,
            keywords=_once(wish.keyword for wish in wanted if wish.keyword and wish.keyword not in not_in),
            exclude_keywords=_once(wish.keyword for wish in unwanted if wish.keyword),
            popularity=_fame(kept),
        )


def _once(texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _fame(marks: Sequence[Mark]) -> Popularity | None:
    for mark in marks:
        if mark.wish.fame is not None:
            other = {Popularity.POPULAR: Popularity.OBSCURE, Popularity.OBSCURE: Popularity.POPULAR}
            return other[mark.wish.fame] if mark.out else mark.wish.fame
    return None


def find_wishes(sentence: Sentence, vocabulary: Vocabulary, *, taken: frozenset[int] = frozenset()) -> Wishes:
    """Everything that a sentence wishes for.

    Parameters
    ----------
    taken
        Words that name a film, and so wish for nothing.
    """
    plain = "".join(" " + ("@" * len(w.plain) if i in taken else w.plain) for i, w in enumerate(sentence.words)) + " "
    years = tuple(years_said(plain))
    busy = set(taken)
    for said in years:
        busy.update(range(*sentence.words_within(said.start, said.end)))
    found = _marks(sentence, vocabulary, busy)
    usual = _usual(sentence)
    marks = [
        m
        for m in found
        if not _absent_kids(m, plain)
        and not _own(m, sentence)
        and not _by_the_way(m, sentence)
        and m.first not in usual
    ]
    return Wishes(tuple(_negated(sentence, marks, frozenset(busy))), years)


def _own(mark: Mark, sentence: Sentence) -> bool:
    """Whether a word is about the person's own life: «my sister»."""
    return mark.wish.loose and mark.first > 0 and sentence.words[mark.first - 1].plain in _OWNERS


def _usual(sentence: Sentence) -> range:
    """Words about what is watched usually, or was watched of late, before the message turns to today."""
    match = _HABIT.search(sentence.plain)
    return range(*sentence.words_within(match.start("h"), match.end("h"))) if match else range(0)


def _by_the_way(mark: Mark, sentence: Sentence) -> bool:
    """Whether a word is part of another saying: «hit me with a musical», «a family evening»."""
    words = [word.plain for word in sentence.words[mark.first : mark.last + 1]]
    return tuple(words) in _SAYINGS


def _absent_kids(mark: Mark, plain: str) -> bool:
    return mark.wish.genres == ("Children",) and _KIDS_AWAY.search(plain) is not None


def _marks(sentence: Sentence, vocabulary: Vocabulary, busy: set[int]) -> Iterator[Mark]:
    """The longest runs of words that are in the vocabulary."""
    first, words = 0, [word.plain for word in sentence.words]
    while first < len(words):
        last = min(first + LONGEST, len(words))
        while last > first:
            free = not any(i in busy or not words[i][0].isalnum() for i in range(first, last))
            if free and (wish := vocabulary.find(words[first:last], sentence.said(first, last))):
                yield Mark(first, last, wish)
                break
            last -= 1
        first = max(last, first + 1)


def _negated(sentence: Sentence, marks: Sequence[Mark], busy: frozenset[int]) -> Iterator[Mark]:
    """The marks, each told whether it is asked to be left out."""
    ends = _negator_ends(sentence, marks)
    before: Mark | None = None
    for place, mark in enumerate(marks):
        less = mark.first > 0 and sentence.words[mark.first - 1].plain == "less"
        if less and sentence.words[mark.first].plain in _GRADES:
            continue  # «less scary» is a direction, no wish
        out = less or _reached(sentence, mark, ends, before, marks[place + 1 :])
        before = Mark(mark.first, mark.last, mark.wish, out)
        yield before


def _negator_ends(sentence: Sentence, marks: Sequence[Mark]) -> list[int]:
    """Indices of the words after which a negation holds."""
    covered = {i for mark in marks for i in range(mark.first, mark.last)}
    shown = (
        "".join(" " + ("~" * len(w.plain) if i in covered else w.plain) for i, w in enumerate(sentence.words)) + " "
    )
    shown = _HARMLESS.sub(lambda match: "#" * len(match[0]), shown).replace("~ ", "~ ")
    shown = re.sub(r"~+", lambda match: "~" + "^" * (len(match[0]) - 1), shown)
    found = []
    for match in _NEGATORS.finditer(shown):
        if match[0] == "not" and not re.match(rf" (?:{_NOT_FOLLOWED} |~)", shown[match.end() :]):
            continue
        found.append(sentence.words_within(match.start(), match.end())[1])
    return found


def _reached(sentence: Sentence, mark: Mark, ends: Sequence[int], before: Mark | None, later: Sequence[Mark]) -> bool:
    """Whether a negation reaches a mark: directly, or through the mark before it in one list."""
    words = [word.plain for word in sentence.words]
    direct = [end for end in ends if end <= mark.first and (before is None or end >= before.last)]
    if direct:
        between = words[direct[-1] : mark.first]
        return len(between) <= _MAX_BETWEEN and all(w in _MAY_STAND_BETWEEN for w in between)
    if before is None or not before.out:
        return False
    between = words[before.last : mark.first]
    if not all(word in _LINKS for word in between) or (before.wish.fame is not None and not between):
        return False  # «not too popular fantasy» is fantasy
    if "," in between and "or" not in between and "nor" not in between and "and" not in between:
        return any(w in ("or", "nor") for m in later[:2] for w in words[mark.last : m.first]) or not between
    return bool(between) or True
