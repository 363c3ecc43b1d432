"""How people ask for reasons and for suggestions, and say what they have seen or think of a film."""

import re

from bot.dialogue.understanding.cues.patterns import any_of

WHY = any_of(
    r"why(?! (?:not|do not|would not|so serious))(?= (?:[.,?]|did|do|would|are|is|this|that|these|"
    r"those|it|them|@|tho|though|me|on earth|the|should|was|you|exactly|recommend|suggest|him|her|"
    r"a|for|movie|him|show|was|pick|in|again|$))",
    r"why",
    r"how come",
    r"what is (?:the|this|its) (?:\w+ )?(?:connection|link|relation|relevance)(?: \w+)*",
    r"how (?:is|was|are|does) (?:this|that|it|@)(?: one)?(?: \w+)? (?:my (?:taste|thing|type|style)|related|"
    r"relevant|a "
    r"match|a fit|fit|match|suit|for me|connected|end up|get)(?: \w+)*",
    r"how did (?:this|that|it|@|the last one)(?: one| movie)? (?:end up|get|come up|land|make it)(?: \w+)*",
    r"what (?:were|are) you thinking(?: \w+)*",
    r"what makes (?:this|that|it|@)(?: one)? (?:a |an |so )?(?:\w+ )?(?:match|fit|suggestion|pick|"
    r"recommend\w*)(?: \w+)*",
    r"(?:what|any) (?:is |are |was |were )?(?:the |your |any )?(?:reason|reasoning|logic|"
    r"rationale|thinking|reasons|basis|idea)(?: \w+){0,3}",
    r"(?:for|based on|on|from) what(?: reason| grounds| basis| exactly)?(?= [.?]* ?$| (?:do|did|are|is|have) you| $)",
    r"what (?:made|makes|led|prompted|caused|gave) (?:you|it|this|that)(?: \w+)*",
    r"explain(?: (?:that|this|your|the|yourself|it|me|why|to me|to))*(?: (?:choice|pick|recommend|"
    r"recommendation|suggestion|reason|decision|one|suggestions|recommendations|picks))?",
    r"(?:give|tell|show) me (?:the |a |your |one |some )?(?:reasons?|why)",
    r"justify(?: \w+)*",
    r"where (?:does|did) (?:this|that|it|this one) come from",
    r"what (?:has|does|have) (?:this|that|it|@) (?:got )?(?:to do|have to do|in common) with(?: \w+)*",
    r"how (?:did|do) you (?:come up with|choose|pick|decide|get|know|arrive at|figure|end up with|"
    r"select|find)(?: \w+)*",
    r"what is (?:this|that|it) based on",
    r"reason(?:ing)?(?= [.?]* ?$| $)",
    r"(?:i do not|do not) (?:get|see|understand) why(?: \w+)*",
)
_SAW = r"(?:seen|saw|watched|rewatched|caught|viewed|sat through|know|knew)"
SEEN = any_of(
    rf"(?:already|i have|have|have already|i|we|we have|just|been there|i did|did|did already) "
    rf"(?:already |just |actually |definitely |probably |totally |both |all |only |also |even |"
    rf"recently |finally )*{_SAW}",
    rf"(?<=^ ){_SAW}",
    rf"{_SAW} (?:it|that|this|them|these|those|both|all|@|that one|this one|those ones|the \w+)",
    rf"{_SAW} (?:\w+ ){{0,8}}(?:already|before|years ago|ages ago|yesterday|last (?:night|week|"
    rf"year|month|weekend)|in (?:the )?(?:cinema|theater|theatre|theaters|cinemas)|a while ago|a "
    rf"million times|(?:\w+ )?times|twice|once|as a kid|long ago)",
    r"(?:mark|put|add|set|tag|log)(?: \w+){0,6} (?:as|to|on|in) (?:my )?(?:seen|watched)(?: list)?",
    r"(?:not|nothing) new to me",
    r"watched (?:it|that|this) already",
    r"old news",
    r"already (?:did|done|know|knew)(?: \w+){0,2}",
    r"i know (?:that|this|it)(?: one)?(?: already)?",
    r"(?:that|this|it) is not new",
    r"(?:seen|watched)(?= [.,]* ?$| $)",
    r"(?:just )?finished (?:watching )?@",
    r"(?:just|finally|have|i) finished(?: watching)?",
    r"(?:just|finally) (?:got (?:around|round) to|sat through|got through)(?: watching| seeing)?",
    r"been there",
)
RECOMMEND = any_of(
    r"recommend\w*",
    r"suggest\w*",
    r"what (?:should|can|could|shall|do|would|will|to) (?:i|we|you|us)?(?: \w+){0,4}? ?(?:watch|"
    r"see|put on|stream|view|play|got|recommend|suggest)(?: \w+)*",
    r"(?:surprise|entertain|amuse|inspire) me",
    r"(?:what|something|anything|things?|movie|movies) (?:to|worth) (?:watch|see|watching|seeing)",
    r"(?:pick|choose|find|show|give|get|bring|send|hit|throw)(?: \w+){0,2} (?:me|us|something|"
    r"anything|a movie|one|movies?|for (?:me|us)|some|another)(?: \w+)*",
    r"(?:any|some|more|got|have you got|have any|need|want|other|new|your|top|best) (?:\w+ "
    r")?(?:ideas?|suggestions?|tips?|recommend\w*|picks?|movies?|options|advice|watch)",
    r"(?:in the mood|i feel like|i fancy|looking for|i want|i would like|i need|i am craving|"
    r"craving|hankering|i am after|we want|we need|i could go for|up for|help me (?:choose|pick|"
    r"decide|find)|do not know what to watch|no idea what to watch|can not decide)(?: \w+)*",
    r"(?:another|next|more|one more|again)(?: (?:one|movie|please|suggestion|recommendation|of "
    r"(?:these|those|that)))*",
    r"what (?:is|are|do you have|have you got|else|about|movies?|you got|else you got|else do you "
    r"have|else is there)(?: there| some| any| your| good| new| on| worth| great| the best| a "
    r"good| nice)+(?: \w+)*",
    r"what else(?: \w+)*",
    r"movie (?:night|time|please|tonight)",
    r"(?:something|anything|some|a|any) (?:good|nice|great|decent|cool|new|interesting|"
    r"entertaining|for (?:me|us|tonight|today)|to watch|movies?|else|fun)(?: \w+)*",
    r"(?:i am|we are|am|so) bored",
    r"(?:got|have) (?:anything|something|any|some)(?: \w+)*",
    r"(?<=^ )movies?(?= [.,?]* ?$| $| please| for)",
    r"(?<=^ )(?:start|go|begin|lets go|let us (?:go|start|watch)|hit me|shoot|feed me|recommend|more)(?= )",
    r"(?:which|what) (?:\w+ ){0,3}(?:movies?|one|adaptations|ones)(?: \w+)*",
    r"bored",
    r"(?:something|anything|movies?|stuff) (?:to|for|that|which|with|about|where|set|in|we|i|my|by|on|from)(?: \w+)*",
    r"know any(?: \w+)*",
    r"best(?: \w+)* movies?",
    r"top \d+(?: \w+)*",
    r"show me(?: \w+)*",
    r"i (?:love|like|enjoy|prefer)(?: \w+){0,4} movies",
)

WHY_NAMES = re.compile(
    r"(?<= )(?:(?:recommend|suggest|pick|choose|chose|show|give|offer|put|include|"
    r"bring)\w*(?: (?:me|us|for me|to me|up))?"
    r"|(?:reasons?|reasoning|logic|thinking|idea|rationale) (?:for|behind|of)(?: (?:suggesting|recommending|"
    r"picking))?"
    r"|(?:would|will|should|might) (?:i|we) (?:like|love|enjoy|watch|see)|think (?:of|about|i "
    r"would (?:like|love|enjoy))"
    r"|why(?: on earth| the (?:hell|heck|fuck)| in the world| exactly)?(?: (?:is|are|was|did you|"
    r"do you|would you))?)(?= )"
)
SAW = re.compile(
    r"(?<= )(?:seen|saw|watch|watching|watched|rewatched|caught|viewed|through|finished(?: watching)?)(?= )"
)
SEEN_IT = any_of(
    r"(?:seen|saw|watched|caught|know|knew)(?: \w+){0,3} (?:it|that|this|them|these|those|both|all|one|ones)",
    r"already (?:\w+ )?(?:seen|watched|saw|did|done|know|knew)",
    r"(?:seen|watched|saw)(?: \w+){0,2} (?:already|before)",
    r"(?:i have|have|i) (?:already )?(?:seen|watched)(?= [.,]* ?$| $)",
    r"(?<=^ )(?:seen|watched)(?= [.,]* ?$| $)",
    r"been there",
    r"old news",
    r"not new to me",
    r"(?:it|that|this|them|those|these|that one|this one) (?:i have )?(?:already |been )?(?:seen|watched|saw)",
    r"i know (?:that|this|it)(?: one)?(?: already)?",
    r"(?:mark|set)(?: \w+){0,3} (?:as )?(?:seen|watched)",
)
JUDGES_IT = any_of(
    r"(?:it|that|this|they|these|those|that one|this one|the movie) (?:\w+ ){0,4}(?:was|is|were|"
    r"are|rocks|rocked|sucks|sucked)(?: \w+){0,5}",
    r"(?:loved|hated|liked|enjoyed|adored|love|like|hate|enjoy|disliked|despised|loathed|stand|"
    r"dig|dug)(?: \w+){0,2} (?:it|that|this|them|these|those|that one|this one|every minute|every "
    r"second)",
    r"thumbsup",
    r"thumbsdown",
    r"disgusting",
    r"soso",
    r"lovely",
    r"pleasant",
    r"(?:not )?(?:my thing|for me|my cup of tea|bad|great|a fan|impressed)(?= [.,]* ?$| $)",
    r"(?<=^ )(?:so |really |pretty |very |absolutely |totally |kinda |utterly |just |a |what a |"
    r"one of the )*(?:meh|boring|terrible|awful|horrible|amazing|masterpiece|mediocre|fantastic|"
    r"brilliant|incredible|garbage|trash|rubbish|crap|loved|hated|liked|enjoyed|disliked|"
    r"overrated|dull|bad|excellent|superb|disappointing|worst|best|waste|sucked|sucks|perfect|"
    r"favourite)(?: \w+){0,3}(?= [.,]* ?$| $)",
)


FILM_NOUN = any_of(r"movies?|something|anything|stuff|story|stories")
ASKS = any_of(
    r"(?:something|anything|some|any|recommend\w*|suggest\w*|looking for|in the mood|want|need|"
    r"prefer|fancy|find|show|give me|got|what should|what can|what to|would (?:like|love) (?:to|a|an)|"
    r"feel(?:ing)? like|"
    r"am up for|craving|could go for|can you|could you)",
    r"(?<=^ )(?:a |an |some )?(?:good|great|nice|decent|fun|cool) (?:[^ ]+ ){1,3}movies?(?= [.]* ?$| $)",
)


SEVERAL = any_of(r"(?:some|any|good|best|great|nice|your|other)(?: [^ ]+){1,4} movies")
ASKS_NOW = any_of(
    r"(?:something|anything|another|next|more|show|give|want|need|what|which|how|find|please|but|else|other|try|"
    r"can|could)"
)
# A request or question that has nothing to do with watching.
ELSEWHERE = re.compile(
    r"(?<= )(?:want|need|would like|would love|have|got|going|remind me|forgot|trying) to (?!watch|see|laugh|"
    r"cry|be|feel|"
    r"relax|unwind|chill|escape|think|put|get|find|have|stream|pick|choose|dream|try|enjoy|learn|know|spend|kill)\w"
    r"|^ (?:when|where|who|whose) "
    r"|(?<= )what is your "
)
QUESTION = re.compile(
    r"^ (?:[.,] |hey |hi |so |ok |well |um |and |but |btw )*(?!(?:did|do|does|could|can|is|was|"
    r"are|were|would|have|has|will) not )(?:who|whose|when|where|how|is|was|are|were|does|do|did|"
    r"has|have|what|which|would|will|should|can|could|any)(?= )"
)
