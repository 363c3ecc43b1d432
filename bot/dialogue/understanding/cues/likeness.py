"""How people ask for films that are like others."""

import re

from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.cues.patterns import any_of

# «like» means likeness after these words, and an opinion after «i», «would» or «you».
_BEFORE_LIKE = bag(
    """
    movie movies one ones something anything thing things stuff title titles more another else it that just
    exactly kinda of lot please find want but feel feels felt vibe vibes mood @ , . ? really much bit and comedy
    comedies horror horrors thriller thrillers drama dramas fantasy adventure adventures mystery mysteries romance
    western westerns musical musicals fi scifi romcom romcoms cartoon cartoons anime animation action noir
    documentary documentaries story stories epic epics classic classics heist recommend suggest day hey hi ok so
    well maybe watch what is are whats looks sounds give
    """
)
LIKE_WORDS = (
    r"(?:mix|mixture|blend|combination|combo|cross|crossover|hybrid|mash ?up|marriage|fusion|"
    r"middle ground) (?:of|between)",
    r"(?:something |somewhere |anything )?in between",
    r"(?:something|somewhere|anything|halfway|midway) between",
    r"cut from the same cloth as",
    r"in the (?:category|family|class|world|universe|kind) of",
    r"channell?(?:s|ing)",
    r"(?:of|on) the (?:level|calibre|caliber) of",
    r"if @ and @ had(?= )",
    r"(?:similar(?: \w+)?|close|closer|closest|akin|comparable|analogous|related|near|along the same lines) to",
    r"in the (?:same )?(?:vein|style|spirit|mould|mold|manner|line|lines|tradition|mood|realm|"
    r"league|ballpark|direction) (?:of|as)",
    r"along the (?:same )?lines (?:of|as)",
    r"(?:the )?same (?:\w+ ){0,3}(?:as|like|of)",
    r"(?:similar|same) (?:vibes?|feel|feeling|mood|tone|style|energy|genre|kind|sort|atmosphere|"
    r"humou?r|plot|story)s? (?:to|as|like)",
    r"remind\w*(?: me| you| us| one)? of",
    r"reminiscent of",
    r"resembl\w+",
    r"comparable (?:to|with)",
    r"(?:on )?par with",
    r"(?:feel|feels|feeling|felt|looks?|sounds?|plays?) (?:a lot |just |kind of |kinda |more |"
    r"exactly )?like",
    r"as (?:good|great|funny|scary|intense|clever|weird|gripping|dark|tense|crazy|beautiful|epic|"
    r"moving|fun) as",
    r"in the (?:style|vein|spirit) of",
    r"such as",
    r"a la",
    r"(?:kinda|sort of|kind of|bit|lot|exactly|just|more|else|anything|something|things?|stuff|"
    r"movies?|ones?|similar|much) like",
    r"(?:vibes?|feel|feeling|mood|tone|style|spirit|atmosphere|energy|aesthetic) of",
    r"if (?:i|you|we|someone|people|one) (?:\w+ )?(?:like|liked|love|loved|enjoy|enjoyed|adore|"
    r"adored|dig|dug)d?",
    r"(?:since|because|as|seeing as|given that|considering|cause) (?:i|we) (?:\w+ )?(?:like|liked|"
    r"love|loved|enjoyed|enjoy|adored)",
    r"(?:watch|see|follow up|follow) (?:next )?after(?: watching| seeing)?",
    r"(?:what|something|anything) (?:to watch |to see |comes |is )?after(?: watching| seeing)?",
    r"(?:another|the next|the new|a new|a modern|more of|more|some more|a different) (?=@)",
    r"(?:for|to) (?:a |an )?(?:big |huge )?(?:fans?|lovers?) of",
    r"(?<=^ )(?:fans|lovers) of",
    r"(?:someone|somebody|people|anyone|anybody|those|fans|a person|a friend|a girl|a guy|you|"
    r"those)(?: \w+)? who(?: \w+)? "
    r"(?:likes?|loves?|enjoys?|adores?|liked|loved|enjoyed)",
    r"(?:give me|find me|show me|i want|i need|is there|got|what is|recommend|suggest) (?:a |an |"
    r"the )?(?:another|next|new|second|"
    r"modern)",
    r"inspired by",
    r"companion (?:piece )?to",
    r"(?:compares?|compared|comes close) to",
    r"(?:as|just) like",
    r"pair(?:s)? (?:well )?with",
    r"double (?:feature|bill) with",
    r"(?:go|goes) (?:well )?with",
    r"match(?:es)?",
    r"i want another",
    r"equivalent (?:of|to)",
    r"alternatives? (?:to|for)",
    r"cousin of",
    r"successor to",
)
_AS_MUCH_AS = re.compile(r"(?<= )(?:as \w+ as|the same (?:\w+ ){0,3}as|same (?:\w+ ){0,3}as)(?= )")
_LIKE_WORD = re.compile(r"(?:(?<= )(?P<before>[^ ]+) |^ )like(?= )")
_LIKE = re.compile(rf"(?<= )(?:{'|'.join(LIKE_WORDS)})(?= )")


def like_spans(plain: str) -> list[tuple[int, int]]:
    """Where words say in what a film should be alike: «as scary as»."""
    return [match.span() for match in _AS_MUCH_AS.finditer(plain)]


def like_ends(plain: str) -> list[int]:
    """Where in a plain sentence a film may stand that others should be like."""
    ends = {match.end() for match in _LIKE.finditer(plain)}
    for match in _LIKE_WORD.finditer(plain):
        if match["before"] is None or match["before"] in _BEFORE_LIKE:
            ends.add(match.end())
    return sorted(ends)


LIKE_AFTER = re.compile(
    r"(?<= )(?P<t>(?:[^ ]+ ){1,10}?)(?<!what )(?<!which )(?<!any )(?<!some )(?:(?:kind|type|"
    r"style|ish|esque|like|type of|sort) (?:of "
    r")?(?:movies?|vibes?|stuff|things?|ones?|feel|mood|energy|atmosphere)|vibes?|ish|esque|"
    r"lookalikes?|soundalikes?|clones?|knock ?offs?|adjacent|alikes?|level|like(?= [.?]*$))(?= )"
)
# Likeness to a film that the message named before.
LIKE_THAT = any_of(
    r"(?:along|in) (?:those|these|that|the same|similar) (?:lines?|vein|style|spirit|direction|mood)",
    r"(?:something|anything|more|others?|stuff|movies?|one|ones|some|things?)(?: \w+){0,2} "
    r"(?:like|similar to) (?:it|that|this|them|these|those)",
    r"more of (?:that|the same|this|those|it)",
    r"(?:anything|something|movies?|stuff|others?|things?|what is|what else is) (?:similar|comparable|alike)",
    r"(?:@ (?:and )?)+(?:meets|crossed with|mixed with|combined with|had a (?:baby|child|kid))(?: @)*",
    r"@(?: and @| or @)* (?:like|ish|esque)(?= [.?,]*$)",
)
MEETS = re.compile(
    r"(?<= )(?P<one>(?:[^ ]+ ){1,6}?)(?:meets|crossed with|mixed with|combined with) "
    r"(?P<two>(?:[^ ]+ ){1,6})"
)
BUT_OTHERWISE = re.compile(
    r"^ (?P<t>(?:[^ ]+ ){1,9}?)(?:, )?(?:(?:without|minus|with less|with more|set in|in space)(?= )|(?:but|only|"
    r"except) (?:make it|with|without|for|in|on|set|not|less|"
    r"more|from|as|"
    r"way|much|a|an|it is|a bit|bit|the|no|minus|this time|please|older|newer|\w+ier|\w+er|funny|scary|"
    r"animated|romantic|modern|female|today)) ?(?P<rest>[^@]*)$"
)
MORE_OF_IT = any_of(
    r"(?:what|anything|something|show|give|find|any|got|want|need|more|recommend|suggest)(?: "
    r"\w+){0,6} (?:like|similar(?: to)?|resembling|close to) (?:it|that|this|them|these|those|"
    r"that one|this one)",
    r"what (?:else|now|next|other|should|do|would|can|to)(?: \w+)*",
    r"more (?:like|of|in|along|such)(?: \w+)*",
    r"(?:anything|something|any|others?|anything else|movies?|more|some|stuff|find|recommend)(?: "
    r"\w+){0,2} (?:similar|alike|else like|comparable|along those lines|in that vein|like)(?: "
    r"\w+)*",
    r"similar (?:movies?|ones?|stuff|things|recommendations?|suggestions?|recommend|please)",
    r"(?:any|got|give me|need|want|some|your) (?:\w+ )?(?:recommend\w*|suggest\w*|similar|"
    r"ideas)(?: \w+)*",
    r"(?:recommend|suggest) (?:me )?(?:something|anything|more|some|similar|based|accordingly|"
    r"movies?|me|others?)(?: \w+)*",
    r"more (?:please|of (?:that|the same|it|this|those))",
    r"same (?:vibe|feel|again|but|thing|kind|sort)(?: \w+)*",
    r"next(?= [.?]* ?$| $)",
    r"similar(?= [.?]* ?$| $)",
    r"(?:so )?what should i(?: \w+)*",
    r"(?:what|which) (?:movies?|others?)(?: \w+)*",
)
