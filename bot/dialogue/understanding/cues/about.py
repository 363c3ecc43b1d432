"""How people ask about a film; group «t» holds its name."""

import re

from bot.dialogue.understanding.cues.patterns import any_of

_ABOUT = (
    r"(?:plot|synopsis|summary|cast|director|runtime|running time|length|year|rating|ratings|"
    r"average rating|average score|score|details?|info|information|trailer|story|storyline|budget|"
    r"genre|genres|release date|release year|ending|writer|actors?|tags|reviews?|review|facts|"
    r"trivia|poster|imdb|keywords|consensus|opinions?|premise|screenwriter|duration|stats)"
)
_SAID_OF = rf"{_ABOUT}(?: \w+)? (?:of|for|on|about|from|in)"
INFO = (
    re.compile(
rf"(?<= )(?:what is |what was |what are |who is |who was |who are |show me |give me |tell me |"
rf"get |any |some |the |more |how is |whats )*(?:the )?{_SAID_OF}(?P<t>(?: [^ ]+){{1,12}})"),
    re.compile(
r"(?<= )(?:tell|inform|brief|teach|show)(?: me| us)?(?: \w+){0,3} (?:about|on)(?P<t>(?: [^ "
r"]+){1,12})"),
    re.compile(
r"(?<= )who (?:else )?(?:directed|made|wrote|plays?|played|stars?|starred|acts?|acted|is|was|"
r"are|were|produced|composed|created|did|does|sings|shot|filmed|voiced|voices)(?: the "
r"(?:music|score|soundtrack|lead|main character|director|star|cast|actors?|villain|hero))*(?: "
r"(?:in|of|for|on|behind|from))?(?P<t>(?: [^ ]+){1,12})"),
    re.compile(
r"(?<= )(?:when|where) (?:did|was|is|were|can|does|do|will)(?: (?:i|they|you|we))?(?: "
r"(?:watch|see|stream|find|film|make|release|shoot))?(?P<t>(?: [^ ]+){1,12}?)(?: (?:come|came|"
r"released?|made|filmed|shot|set|out|take place|premiere|playing|streaming|be|hit)(?: [^ "
r"]+)*)? $"),
    re.compile(
r"(?<= )how (?:long|old|good|bad|scary|violent|popular|sad|funny|many stars|well known|highly "
r"rated|dark|gory|highly|well|intense|accurate|recent|big|famous|much)(?: (?:is|was|are|does|"
r"did|has|do people (?:like|rate)))?(?P<t>(?: [^ ]+){1,12})"),
    re.compile(
r"(?<= )what (?:is|was|are|s)(?P<t>(?: [^ ]+){1,12}?)(?: (?:about|like|rated|all about|based "
r"on|actually about|even about|from))?(?= (?:[.?,]|please )*$)"),
    re.compile(
r"(?<= )(?:what|which) (?:year|genres?|decade|rating|country|language|kind of movie|type of "
r"movie|sort of movie|date|age|actors?|director|time)(?: \w+)? (?:is|was|are|did|does|were|"
r"do)(?P<t>(?: [^ ]+){1,12}?)(?: (?:from|made|released|come out|came out|in|about|have|made "
r"in|get|fall under|belong to))*(?= (?:[.?,])*$)"),
    re.compile(
r"(?<= )(?:what|how) (?:do|did|does|are|is|would)(?: \w+){1,2} (?:think|say|feel|rate|saying|"
r"like|about|thinking)(?: (?:of|about|on))?(?P<t>(?: [^ ]+){1,12})"),
    re.compile(
r"(?<= )(?:would|will|should|do you think|might|could|can|may) (?:i|we|my \w+|our \w+|kids|children|"
r"a \w+ year old|(?:a|an|my) \w+ \w+|you think i would|it "
r"be)(?: \w+)? ?(?:like|enjoy|love|watch|see|hate|bother with|give|try|appreciate|handle)(?P<t>(?: "
r"[^ ]+){1,12})"),
    re.compile(
r"(?<= )(?:have|do|did|are) you (?:\w+ )?(?:seen|see|watch|enjoy|heard of|heard|know|have|like|familiar with|"
r"got|heard about|watched|know of|know about)(?P<t>(?: [^ ]+){1,12})"),
    re.compile(
r"^ (?:(?:hey|hi|so|and|but|ok|btw|well|um|actually|wait|just|hmm|also|then|[.,]) )*"
r"(?:is|was|are|were|does|did|"
r"has)(?P<t>(?: [^ ]+){1,12}?) (?:any good|"
r"good|great|bad|worth|scary|sad|funny|too|really|very|suitable|appropriate|ok|kid|family|on|"
r"available|popular|long|a|an|based|the|set|in|recent|old|new|still|black|by|for|from|"
r"directed|rated|violent|overrated|underrated|gory|win|have|contain|hold|end|pass|better|"
r"boring|as|similar|watchable|out)(?: [^ ]+)*(?= )"),
    re.compile(r"^ (?:(?:hey|hi|so|and|but|ok|btw|well|um|actually|wait|just|hmm|also|then|[.,]) )*"
r"(?:is|was) (?P<t>(?:[^ ]+ ){1,12})(?=\?)"),
    re.compile(
r"(?<= )(?:details?|info|information|facts|more|review|reviews|summary|plot|synopsis|describe|"
r"summari[sz]e|look up|lookup|search|search for|find|show me|show|open|explain|spoil|google|"
r"imdb|wiki)(?: (?:on|about|for|of|me))?(?P<t>(?: [^ ]+){1,12})"),
    re.compile(rf"^ (?P<t>(?:[^ ]+ ){{1,12}}?)(?:s )?(?:, )?{_ABOUT}(?= (?:please |[.?] )*$)"),
    re.compile(
r"^ (?P<t>(?:[^ ]+ ){1,12}?)(?:, )?(?:is it|was it|any good|worth it|worth watching|good or "
r"bad|who is in it|who directed it|what is it about|what is that|when did it come out|how "
r"long is it)(?: [^ ]+)* $"),
    re.compile(
r"(?<= )(?:is|was) (?:that|it|this) (?:the one|a movie|the movie)(?: \w+){0,3} (?:with|called|"
r"from|by)(?P<t>(?: [^ ]+){1,12})"),
    re.compile(
r"^ (?:would|could|will|might|can|does|do)(?P<t>(?: [^ ]+){1,12}?) (?:scare|frighten|bore|upset|suit|work|please|be|"
r"have|contain|make|disappoint|appeal|interest|hold up|end|count|run|last)(?: [^ ]+)* $"),
    re.compile(r"^ (?!.* movies? )(?:does|do|did|is|are|has|have|was|were) (?:[^ ]+ ){1,6}in(?P<t>(?: [^ ]+){1,12})"),
)  # fmt: skip
INFO_ALONE = any_of(
    r"(?:what|which) (?:kind|sort|type|genre)(?: of)?(?: an?)?(?: movie| thing|"
    r" story)? (?:is|was) (?:it|that|this)(?: even)?",
    r"who (?:directed|made|wrote|plays?|played|stars?|starred|acts?|is|was|are|were)(?: in| the "
    r"\w+ (?:of|in|for|behind))? (?:it|this|that|the movie|this one|that one|there|them|this "
    r"movie|that movie)",
    r"what (?:is|was) (?:it|this|that|the movie|this one|that one|this movie|that movie|the plot|"
    r"the story|the cast|the runtime|the rating|the year|the genre|its \w+)(?: about| like| "
    r"rated| called| of it| here)*",
    r"how long (?:is|was|does) (?:it|this|that|the movie|this one|that one)(?: \w+)*",
    r"(?:more |any |some |the )?(?:details?|info|information|trailer|synopsis|plot|cast|director|"
    r"runtime)(?= (?:please|[.?,]|on (?:it|that|this)|about (?:it|this|that)|of (?:it|this|that)|"
    r"$)| $)",
    r"when (?:did|was) (?:it|this|that|the movie|this one)(?: \w+)*",
    r"(?:is|was) (?:it|this|that|this one|that one) (?:any |really |very |too |a )*(?:good|worth|"
    r"scary|sad|funny|long|old|on|available|suitable|family|kid|based|violent|gory|popular|recent|"
    r"new|black|streaming|dubbed|subtitled|appropriate|ok)(?: \w+)*",
    r"tell me (?:more|about (?:it|this|that))(?: \w+)*",
    r"(?:would|will|should) i (?:like|enjoy|love|watch) (?:it|this|that|this one)(?: \w+)*",
    r"what (?:year|genre|country|language)(?: (?:is|was) (?:it|this|that)(?: \w+)*)?(?= [?]* ?$| "
    r"$)",
    r"who is in (?:it|this|that)",
    r"where can i (?:watch|stream|see|find) (?:it|this|that)(?: \w+)*",
    r"what (?:do|did) (?:people|others|critics|everyone|you|the critics|audiences) (?:think|"
    r"say)(?: (?:of|about) (?:it|this|that))?",
    r"is it",
    r"how (?:good|popular|scary|old|violent) is (?:it|this|that)(?: \w+)*",
    r"read more",
    r"describe it",
)
# Where a film is named before «it» is asked about.
SPEAKS_OF = re.compile(
    r"(?<= )(?:talk\w*|talks|rav\w+|going on|goes on|keeps? on|chat\w*|argu\w+|speak\w*|spoke|mention\w*|obsess\w*|"
    r"curious|wondering|heard|hearing|read|reading|reads|told me|true|know if|asked me|asking me|hyped|"
    r"excited)(?: (?:me|us|"
    r"so much|a lot|"
    r"to me))?"
    r" (?:about|of|over|with|that)(?= )|(?<= )(?:mentioned|mentions|mentioning|recommended|recommends|suggested|"
    r"suggests|"
    r"named|called|watch|watching|rewatched|praised|praises|praising|loves|showed me|picked)(?= )"
)
# Where the words after a cue may be cut: a name stands before these, or after those.
NAME_BEFORE = re.compile(r" (?:with|for|if|when|before|as|on|to|by|while|alone|again|and|or|end|ends|compared|than) ")
NAME_AFTER = re.compile(r" (?:in|of|from|about|called|to|named|on) ")
