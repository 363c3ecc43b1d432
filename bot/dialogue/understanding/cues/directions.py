"""How people say where suggestions should go."""

import re

from bot.dialogue.understanding.cues.patterns import any_of
from recengine.critiques import Direction

_DIRECTIONS: dict[Direction, tuple[str, ...]] = {
    Direction.DIFFERENT: (
        r"(?:something|anything|some|a|totally|completely|entirely|very|quite|one|give me|show me|try|"
r"need|want|more|bit|little|lot) (?:\w+ )?(?:different|else)(?: entirely| altogether| "
r"completely| please)?",
    r"different(?: (?:one|ones|genre|kind|type|sort|vibe|direction|style|movie|movies|please|stuff))*",
    r"(?:none|neither) of (?:these|those|them|that|the above)",
    r"not (?:these|those|that|this|that one|this one|those ones|it|them|what i (?:want|meant|had "
r"in mind)|feeling (?:it|this|these|that|those)|my thing)(?= (?:[.,]|something|one|please|$)| "
r"$)",
    r"(?:change|switch|shake|mix) (?:it|things|this|that|up)(?: \w+){0,2}(?: up| direction| pace| genre)?",
    r"(?:too |all )?(?:the same|similar|samey|alike|repetitive)(?: again| stuff)*(?= [.,?]* ?$| $| ,)",
    r"more (?:variety|varied|diverse|variation)",
    r"less (?:similar|of the same|samey|repetitive|predictable|obvious)",
        r"(?:other|alternative)s? (?:genre|direction|ideas|stuff|kind)",
    r"(?:other|alternative) (?:suggestions?|options?|picks?|choices?|recommend\w*|ones?)(?= [.?,]* ?$| $| please)",
    r"(?:show|give)(?: me| us)? (?:some |the )?(?:others|other ones?|another batch|a new batch)",
    r"(?:next|new|another|fresh|other) (?:batch|set|lot|round|selection)",
    r"out of (?:the box|left field|my comfort zone)",
    r"off the wall",
    r"(?:try|how about) another (?:genre|direction|style|kind|vibe|approach)",
    r"nope? ,? ?(?:something else|else|try again|next direction)",
    r"anything else(?= [.?]* ?$| $)",
    r"i do not (?:like|want) (?:these|those|any of (?:these|those|them))",
    r"less of (?:the same|this|that)",
    r"something new(?: and| ,)? different",
    ),
    Direction.NEWER: (
        r"newer",
    r"more (?:recent|modern|current|contemporary|up to date|new|recently made)",
    r"(?<!not )(?:too|so|very|really|way too|bit|pretty|kinda) "
    r"(?:old|dated|ancient|old fashioned|vintage|outdated|retro)",
    r"less (?:old|dated|ancient|vintage|retro|old fashioned)",
    r"not (?:so|that|as|too) (?:old|dated|ancient)",
    r"(?:from )?(?:this|our) (?:century|decade|millennium) (?:please|rather)",
    r"fresher",
    r"not (?:new|recent|modern) enough",
    r"younger",
    r"more ?recent(?:ly)?",
    r"later ones?",
    r"(?:something|anything) (?:that is )?not (?:so |that |as )?old",
    ),
    Direction.OLDER: (
        r"older",
    r"more (?:of the )?(?:classics?|vintage|old school|oldschool|old fashioned|old|retro)",
    r"(?<!not )(?:too|so|way too|bit|pretty) (?:new|recent|modern|contemporary|current)",
    r"less (?:new|recent|modern|contemporary|current)",
    r"not (?:so|that|as|too) (?:new|recent|modern)",
    r"(?:go|going) (?:further |farther |way )?back (?:in time|further|farther|a (?:few )?\w+)",
    r"not (?:old|classic) enough",
    r"earlier (?:one|ones|movie|movies|stuff|era|please|era)",
    r"earlier(?= [.?]* ?$| $)",
    r"more old",
    r"further back(?: in time)?",
    r"before (?:my|our|their) time",
    ),
    Direction.FUNNIER: (
        r"funnier",
    r"more (?:funny|humorous|humor|laughs|comedy|comedic|jokes|hilarious|comical|laughter|gags|fun)",
    r"not (?:that |very |so |really )?funny(?: enough| at all)?",
    r"(?<!not )(?:too|so|way too|bit) (?:serious|dry|humorless|unfunny|earnest)",
    r"less (?:serious|dry|earnest)",
    r"(?:make|made) me (?:laugh|chuckle|giggle) (?:more|harder)",
    r"(?:laugh|chuckle|giggle) (?:more|harder|out loud more|properly)",
    r"(?:a |with )?more of a (?:laugh|comedy)",
    r"sillier",
    r"more lol",
    r"goofier",
    r"with (?:a bit )?more (?:humor|jokes|laughs)",
    ),
    Direction.SCARIER: (
        r"scarier",
    r"spookier",
    r"creepier",
    r"more (?:scary|frightening|terrifying|horror|scares|spooky|creepy|scare|horrifying|nightmarish|chilling)",
    r"not (?:that |very |so |really )?(?:scary|frightening|creepy|spooky|terrifying)(?: enough| at all)",
    r"(?<!not )(?:too|so) (?:tame|mild)",
    r"(?:really )?(?:scare|terrify|frighten) me (?:more|harder|properly)",
    r"more frightening",
    r"less tame",
    r"gorier",
    ),
    Direction.LIGHTER: (
        r"lighter",
    r"more (?:light ?hearted|lighthearted|upbeat|cheerful|uplifting|feel good|happy|fluffy|easy "
r"?going|easygoing|wholesome|positive|relaxed|relaxing|light|joyful|optimistic|gentle|chill|"
r"family friendly|innocent|heartwarming)",
    r"happier",
    r"softer",
    r"easier(?: to watch)?",
    r"gentler",
    r"cheerier",
    r"brighter",
    r"fluffier",
    r"milder",
    r"less (?:dark|depressing|heavy|grim|sad|bleak|intense|violent|gloomy|serious|scary|"
r"disturbing|gory|creepy|tense|frightening|bloody|heavy going|emotional|stressful|brutal|"
r"dramatic|violence|gore|blood|morbid|harsh|upsetting|tragic)",
        r"(?<!not )(?:too|so|way too|very|bit|pretty|kinda) (?:dark|depressing|heavy|grim|sad|bleak|"
r"intense|violent|gloomy|scary|disturbing|gory|creepy|tense|bloody|morbid|harsh|emotional|"
r"brutal|stressful|frightening|upsetting|tragic|dramatic|terrifying|spooky|downbeat|miserable|"
r"heavy going)(?= (?:for|[.,?]|i|please|give|show|something|now|right|tonight|and|can|do|one|"
r"$)| $)",
    r"not (?:so|that|as|quite so|quite as) (?:dark|depressing|heavy|grim|sad|bleak|intense|"
r"violent|gloomy|scary|serious|disturbing|gory|creepy|tense|brutal)",
    r"lighten (?:it|things|the mood)(?: up)?",
    r"cheer me up",
    r"something light(?: please| instead)?(?= [.?]* ?$| $)",
    ),
    Direction.DARKER: (
        r"darker",
    r"more (?:dark|serious|intense|grim|gritty|bleak|twisted|disturbing|violent|sinister|noir|"
r"depressing|heavy|edgy|brutal|adult|mature|somber|sombre|melancholic|tense|gory|hardcore)",
    r"(?<!not )(?:too|so|way too|bit|pretty|kinda) (?:light|light ?hearted|cheerful|happy|silly|fluffy|"
r"cheesy|childish|upbeat|soft|cutesy|sweet|sappy|funny|goofy|wholesome|sugary|corny|nice|"
r"kiddie|kiddy|innocent)(?= (?:for|[.,?]|i|please|give|show|something|now|$)| $)",
    r"less (?:light|light ?hearted|cheerful|happy|silly|fluffy|cheesy|childish|upbeat|cutesy|"
r"sappy|funny|goofy|wholesome|sweet|sugary|corny)",
    r"grittier",
    r"heavier",
    r"edgier",
    r"bleaker",
    r"grimmer",
    r"more serious",
    r"not (?:dark|gritty|intense|serious) enough",
    r"moodier",
    r"meaner",
    r"nastier",
    r"sadder",
    r"not so (?:light|cheerful|happy|silly|fluffy)",
    ),
    Direction.LESS_POPULAR: (
        r"less (?:popular|mainstream|famous|known|well known|hyped|obvious|commercial|hollywood|"
r"typical|blockbuster|common|widely known)\w*",
    r"more (?:obscure|niche|underrated|unknown|hidden|indie|underground|alternative|unusual|rare|"
r"off the beaten (?:path|track)|under the radar|hidden gems?)",
    r"lesser known",
    r"(?<!not )(?:too|so|way too|bit|pretty|kinda) (?:popular|mainstream|famous|well known|obvious|hyped|"
r"commercial|common|known|hollywood|basic|widely known)",
    r"not (?:so|that|as|too|quite so|quite as) (?:popular|mainstream|famous|well known|known|obvious|hyped|common)",
    r"everyone (?:has|knows|already)(?: \w+){0,2}(?: seen| saw| these| those| that| them| this)+",
    r"obscurer",
    r"rarer",
    r"everybody (?:has|knows)(?: \w+){0,2}(?: seen| these| those| that| them| this)+",
    r"i know all (?:of )?(?:these|those|them)",
    r"(?:dig|go|look) deeper",
    r"not such (?:a |an )?(?:big |huge |massive |major )?(?:blockbuster|hit|mainstream \w+)",
    r"nicher",
    ),
    Direction.MORE_POPULAR: (
        r"more (?:popular|mainstream|famous|known|well known|widely known|commercial|common|"
r"blockbuster|recogni[sz]able|familiar)\w*",
    r"better known",
    r"less (?:obscure|niche|unknown|indie|weird|underground|arty|artsy|rare|hidden)",
    r"(?<!not )(?:too|so|way too|bit|pretty|kinda) (?:obscure|niche|unknown|indie|artsy|arty|weird|"
r"underground|rare|little known|out there|arthouse)",
    r"not (?:so|that|as|too|quite so|quite as) (?:obscure|niche|unknown|indie|weird|arty|rare)",
    r"(?:i have )?(?:never|not) heard of (?:it|these|those|any of (?:these|those|them)|that|this|them)(?: \w+)*",
    r"(?:do not|never) (?:know|heard) any of (?:these|those|them)",
    r"(?:bigger|biger) (?:movie|movies|name|names|hit|hits|ones?)",
    r"more of a (?:hit|blockbuster)",
    r"popularer",
    r"more people (?:know|have seen|saw)",
    r"(?:something|anything|ones?|movies?) (?:that )?(?:people|i|we|most people|somebody|someone|you might)"
    r"(?: \w+)? (?:know|knows|heard of|recogni[sz]es?)",
    r"more (?:people|folks|viewers) (?:\w+ )?(?:know|heard of|watched|like|talk about)",
    ),
    Direction.SHORTER: (
        r"shorter",
    r"less long",
    r"(?<!not )(?:too|so|way too|bit|very|pretty|kinda) (?:long|lengthy|slow paced and long)(?! ago)",
    r"not (?:so|that|as|too|quite so|quite as) long(?! ago)",
    r"quicker",
    r"briefer",
    r"(?:i )?(?:do not |have no |not |have not )?(?:have |got )?(?:so much|that much|much|enough) time",
    r"under (?:\d+|two|an|one|a) ?(?:min|mins|minutes|hours?|h)(?: long)?",
    r"(?:less|shorter) than (?:\d+|two|an|one|a|ninety) ?(?:min|mins|minutes|hours?|h)(?: long)?",
    r"more (?:short|brief|compact)",
    r"something short(?: please)?",
    r"less time",
    r"(?:not|no) (?:a )?(?:three|3|four|4) hours?(?: \w+)?",
    r"i have only (?:\w+ ){1,3}(?:minutes|hours?)",
    r"i only have (?:\w+ ){1,3}(?:minutes|hours?)",
    ),
}  # fmt: skip
CRITIQUES = {direction: any_of(*patterns) for direction, patterns in _DIRECTIONS.items()}


COMPLAINS = any_of(r"(?:too|all|these|those|this|that|they|it) (?:\w+ ){0,3}(?:old|dated|ancient|vintage|retro)")
_ASKED = re.compile(
    r"(?<= )(?:something|anything|i need|i want|give me|show me|prefer|rather|make it|i would like|how about)"
    r"(?: (?:a|an|some|bit|little|lot|much|something|one))*(?= )"
)


def asked_direction(plain: str) -> Direction | None:
    """The direction said after «something» or «i want»: it outweighs what was complained about before."""
    match = _ASKED.search(plain)
    if match is None:
        return None
    rest = " " + plain[match.end() :].lstrip()
    for direction, pattern in CRITIQUES.items():
        if direction is not Direction.DIFFERENT and (found := pattern.search(rest)) and found.start() <= 2:
            return direction
    return None
