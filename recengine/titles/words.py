"""Words around and inside titles: the ones that never matter, short forms, and everyday talk."""

import re

from recengine.text import fold
from recengine.titles.numerals import with_digits

STOP_WORDS = frozenset(["the", "a", "an", "and", "or", "of"])
FOREIGN_ARTICLES = frozenset(["le", "la", "les", "el", "los", "las", "das", "der", "il", "un", "une", "ein", "eine"])
_SHORT_FORMS = {
    "lil": "little", "n": "and", "u": "you", "ur": "your", "thru": "through", "nite": "night", "mr": "mister",
    "dr": "doctor", "versus": "vs", "st": "saint", "luv": "love", "tha": "the", "teh": "the", "hte": "the",
    "da": "the", "ya": "you", "em": "them", "2nite": "tonight", "mt": "mount", "sgt": "sergeant", "capt": "captain",
    "prof": "professor",
}  # fmt: skip
_MAY_STAND_IN_TITLES = frozenset({"da", "em", "ya", "u", "ur"})
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_FRACTIONS = str.maketrans({"½": " 1 2 ", "⅓": " 1 3 ", "¼": " 1 4 ", "+": " and ", "²": " 2 ", "³": " 3 "})
_SPACED = re.compile(r"\b[^\W\d](?: [^\W\d]){2,}\b")  # «B A M B I»
_HALF = re.compile(r"\band (?:a|one) half\b")

# Talk that stands around a title in a message. A word may well be part of a title too («about», «last»);
# being here only means that it proves little by being there and costs little by being left over.
_TALK = """
i me my mine myself we us our you your yours he him his she her hers they them their it its this that these those
am is are was were be been being do does did done doing have has had having will would shall should can could may
might must im ive id ill youre youve youd hes shes were weve theyre its thats whats theres lets dont didnt doesnt
wont cant couldnt isnt wasnt arent havent hasnt wouldnt gonna wanna gotta dunno
in on at by for with about from to into onto over under off out up down through after before during since until
while than then as if so but because not no nor yes yeah yep yup nope nah ok okay well just also too very really
quite pretty rather almost ever never always often sometimes again still already yet now soon today tonight
yesterday tomorrow last next night evening morning afternoon day week weekend month year years ago time times
first once twice here there where when why how what which who whom whose any some all both each every few many
much more most less least other another such only own same one ones something anything nothing everything
someone anyone everyone everybody nobody thing things stuff lot lots bit kind sort way
title titled named called name
watch watched watching watches rewatch rewatched rewatching rewatches see saw seen seeing look looked looking
like liked likes liking love loved loves loving adore adored adores enjoy enjoyed enjoys hate hated hates hating
dislike disliked prefer preferred want wanted wants need needed think thought thinks guess believe feel felt
remember recommend recommended recommends suggest suggested rate rated rating give gave given put add added
adding find found finding get got getting show showed search try tried trying tell told say said says mean means
know knew knows heard hear talk talking keep keeps kept go going went come came make makes made take took let
play played playing start started finish finished fell asleep cry cried crying laugh laughed bore bored
chance minute directed starring gimme obsessed hilarious terrifying niece nephew cousin school childhood
grew total absolute absolutely totally definitely probably maybe
perhaps actually honestly literally basically obviously especially simply super damn hell
please pls plz thanks thank thx ty hey hi hello yo lol lmao rofl haha hahaha omg wow tbh imo imho btw idk ngl fyi
um umm ummm uh uhh uhm er erm hmm hm hmmm oh ah aw aww ooh wait sorry sure right yay ugh
list watchlist stars star points score out ten thumbs
"""
# Talk about films and opinions: found in titles too, so leaving it over costs a little more.
_OPINIONS = """
movie movies film films flick flicks picture cinema theater theaters theatre dvd bluray vhs netflix hbo disney tv
screen trailer version original remake sequel series classic oldie animated cartoon anime comedy drama horror
thriller vibes
good great awesome amazing excellent fantastic brilliant wonderful incredible beautiful nice cool fun funny
fine okay best better fav fave favs favorite favourite favorites favourites bad worst worse terrible awful
horrible boring stupid dumb overrated underrated meh decent solid perfect masterpiece weird crazy insane
sad scary creepy old new recent older newer big huge
"""
OPINIONS = frozenset(fold(_OPINIONS).split())
_PEOPLE = """
mom mum mother dad father brother sister wife husband girlfriend boyfriend gf bf kid kids son daughter friend
friends family guy guys man dude bro buddy girl girls boy people folks roommate grandma grandpa uncle aunt
moms mums mothers dads fathers brothers sisters wifes husbands friends grandmas grandpas
"""
# What a title may well have as its last word: a message of two or three words with one is doubtful.
NOUNS = OPINIONS | frozenset(fold(_PEOPLE).split())
TALK = NOUNS | frozenset(fold(_TALK).split())
# Answers and signals: even as the whole message they are rarely meant as a title («No» is a film of 2012).
# Words before or after a title that say that a film is meant.
_CUES = """
love loved loves loving like liked likes enjoy enjoyed adore adored hate hated hates dislike disliked
see saw seen watch watched watching rewatch rewatched rate rated prefer preferred recommend recommended
finished try add know heard about than called named movie film favorite favourite favorites favourites
fav fave remember remove undo hide skip obsessed
"""
CUES = frozenset(fold(_CUES).split())
# Words with which people begin, hesitate, ask or thank: beside a name they say that the name is what is meant.
_HEDGES = """
maybe perhaps probably definitely possibly obviously please pls plz thanks thank thx lol lmao rofl haha hahaha hey hi
hello ok okay yeah yep yes yup nope um umm ummm uh uhh uhm er erm hmm hm hmmm oh ah aw omg wow tbh imo imho btw idk
ngl fyi so also actually honestly then well guess think find search show get put play lets want wanna something called
named title give gimme finish couldnt cant
"""
HEDGES = frozenset(fold(_HEDGES).split())
POSSESSIVES = frozenset(["my", "your", "ur", "his", "her", "our", "their"])
# Words around a name that speak of something else than a film, unless a cue says otherwise: «are you human».
ASIDE_FROM_FILMS = frozenset(["are", "am", "thing", "things", "something", "anything", "someone", "anyone"])
_INTERJECTIONS = """
no yes yeah yep nope nah ok okay hi hello hey thanks thank thx please help stop start hmm hm lol wow well
sure right what why who how when where more next cool good great nice bye undo skip
nothing anything something everything whatever test
"""
INTERJECTIONS = frozenset(fold(_INTERJECTIONS).split())


def raw_words(text: str, *, casual: bool = False) -> list[str]:
    """The folded words of a text; dotted letters are joined («E.T.» is «et»), short forms spelled out.

    Parameters
    ----------
    text
        A title or a message.
    casual
        True for what people type: also spells out forms that could be words of a title («da», «em»).
    """
    # Each pattern is only looked for where something of it is there: tens of thousands of titles go through here.
    if "+" in text or not text.isascii():
        text = text.translate(_FRACTIONS)
    if "." in text:
        text = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", text)
    folded = fold(text)
    words = folded.split()
    if len(words) > 2 and (sum(len(word) == 1 for word in words) > 2 or "half" in words):
        folded = _SPACED.sub(lambda match: match.group().replace(" ", ""), folded)
        words = _HALF.sub("1 2", folded).split()
    if len(words) > 1 and words[-1] == "st":
        words[-1] = "street"  # «21 jump st», but «st elmos fire»
    return [
        _SHORT_FORMS[word] if word in _SHORT_FORMS and (casual or word not in _MAY_STAND_IN_TITLES) else word
        for word in words
    ]


def _kept(words: list[str]) -> list[str]:
    """`words` without articles and «and», «or», «of»; all of them where nothing else would be left."""
    return [word for word in words if word not in STOP_WORDS] or words


def tokens(text: str, *, casual: bool = False) -> tuple[str, ...]:
    """The words of a text that identify a title: folded, numbers in digits, stop words dropped."""
    return tuple(_kept(with_digits(raw_words(text, casual=casual))))


def both_tokens(text: str, *, casual: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The `tokens` of a text, and the same with numbers left as they are written."""
    words = raw_words(text, casual=casual)
    return tuple(_kept(with_digits(words))), tuple(_kept(words))
