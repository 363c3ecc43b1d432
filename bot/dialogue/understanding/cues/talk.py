"""How people greet, thank, ask for help, take back and ask about themselves."""

from bot.dialogue.understanding.cues.patterns import any_of, only

GREETING = only(
    r"(?:a+y+|hi+|hello+|hey+|hiya|howdy|yo+|sup|greetings|hallo|hola|heya|hej|ahoy|salut|ciao|bonjour|"
    r"aloha|welcome|wassup|whatsup|morning|evening|gday)"
    r"(?: (?:hi+|hello+|hey+|there))?",
    r"good (?:morning|evening|afternoon|day|night|to see you)",
    r"what is up",
    r"(?:hello|hi|hey|good morning|good evening) again",
    r"gm",
    r"how (?:are|is) (?:you|it going|things|everything|life)(?: doing)?",
    r"nice to meet you",
    r"how do you do",
    r"long time no see",
    r"i am back",
    r"top of the morning",
    r"how is it going",
)
THANKS = only(
    r"(?:(?:many|great|perfect|cool|nice|awesome|lovely|brilliant|excellent|wonderful|amazing|"
    r"good|yes|yay|wow) (?:, |\\. )?)*(?:thanks|thank you|thank u|thankyou|thnx|thx|thanx|tysm|ty|"
    r"tyvm|cheers|merci|gracias"
    r"|danke|much appreciated|appreciate it|i appreciate (?:it|that)|appreciated|ta|tks|thnks|many thanks|grazie)"
    r"(?: (?:so|very|a|for|the|that|your|this|help|helping|lot|much|tip|tips|great|recommendation|"
    r"suggestion|suggestions|recommend|bunch|million|it|was|you|are|best|really|i|will|watch|me|"
    r"out|ton|heaps|again|of|them|these))*",
    r"you (?:are|rock)(?: the| a)?(?: best| great| awesome| star| legend| lifesaver| amazing| "
    r"wonderful)?(?: thanks| thank you| cheers)+",
    r"much obliged",
    r"you are (?:the best|a star|a legend|a lifesaver|awesome|amazing|great|wonderful)",
)
HELP = any_of(
    r"(?:what|which) (?:commands?|options)(?: \w+){0,3}",
    r"(?<=^ )(?:help|menu|commands?|instructions?|manual|tutorial|faq|guide|options)(?: me)?(?: "
    r"out)?(?: please)?(?= [.?]*| $)",
    r"what (?:else )?(?:can|could|do|are|else can) (?:you|this|it|this bot|the bot)(?: even| actually|"
    r" able to)? do(?: "
    r"for me)?",
    r"what (?:else )?you (?:can|could) do",
    r"(?:can|could|would|will) (?:you|someone|somebody) (?:please )?help(?: me|"
    r" us)?(?: out)?(?: please)?(?= [.?]* ?$| $)",
    r"what are (?:my|the) options",
    r"how (?:do|does) (?:\w+ ){0,2}works?",
    r"(?:do not|did not|can not) (?:get|understand|know|see) (?:how|what)(?: \w+){0,3} (?:works?|to do|type|say|use)",
    r"(?<=^ )usage(?= [.?]* ?$| $)",
    r"what (?:are|is) (?:your|the|all the) (?:commands?|features|functions|options|instructions)",
    r"how (?:does|do|would|can|should) (?:this|it|i|you|one|we|the bot|this bot|this thing|things|"
    r"that)(?: \w+)? (?:work|works|use|operate|start|begin|get started|rate|talk|ask|tell|search|"
    r"add|change|delete|find|use you|function|save|mark|set|make|give|see|undo|do this|do)",
    r"how to (?:use|start|begin|rate|talk|search|add|get)",
    r"(?:i )?need (?:some )?help(?: (?:with|using) (?:this|the bot|it|you|this bot))?(?= [.,?]* "
    r"?$| $)",
    r"help (?:me )?(?:with|using|understand) (?:this|the bot|it|how|commands?)",
    r"(?:i am|i) (?:lost|stuck|confused|new here|new to this)",
    r"what (?:am i|do i|should i|can i|are we|i am)(?: \w+){0,2} (?:type|say|write|do here|do now|"
    r"ask you|tell you|ask|send|press|enter)",
    r"what is this(?: bot| thing)?(?: for| about)?(?= [.?]* ?$| $)",
    r"(?:show|list|give|see|tell)(?: me)? (?:the |all |all the |your |you )*(?:commands?|help|"
    r"menu|instructions|options)",
    r"(?:do not|did not|can not) (?:get|understand) (?:how|this|it|what to do)(?= (?:works?|to|"
    r"[.,?]|what|bot|app|thing|$))",
    r"who are you",
    r"what are you",
    r"explain (?:how (?:this|it|you|the bot) works?|this bot|yourself)",
    r"(?:any |the )?(?:commands?|instructions?)(?= [?.] ?$| $)",
    r"how (?:does|do) (?:this|it|you|the bot)(?: bot| thing)? work",
    r"what do i do(?: here| now| next)?(?= [.,?]* ?$| $)",
    r"(?:give me|need) (?:a )?(?:hand|tour|hint)",
    r"help(?= [?.]* ?$| please| $| pls)",
)
UNDO = any_of(
    r"undo",
    r"(?:take|taking|took) back (?:that|it|this|my|the)(?: \w+)*",
    r"forget (?:what|that) i (?:just )?(?:said|rated|gave|wrote|typed)(?: \w+)*",
    r"(?:take|taking|took|put) (?:that|it|this|the last one|my \w+(?: \w+)?|@) back",
    r"i take (?:that|it) back",
    r"(?:revert|reverse|rollback|roll back|unrate|undelete|unhide|restore)(?: (?:that|it|this|the|"
    r"my|last))*",
    r"(?:remove|delete|erase|ignore|disregard|drop|scrap|cancel|clear|forget|scratch|withdraw|discard|retract)(?: "
    r"(?:that|my|the|this))*(?: (?:last|previous|latest|recent|just given))* (?:ratings?|vote|"
    r"stars|score|answer|action|mark|step|one i (?:just )?(?:gave|rated)|entry|input|choice|thing "
    r"i did)",
    r"(?:remove|delete|scratch|cancel|reverse|ignore|disregard|strike) (?:that|it|this)(?= "
    r"(?:[.,?]|please|last|one|rating|i|now)|$| $)",
    r"(?:that|it|this|last one|the last one|my last (?:rating|one|answer)) (?:was|is) (?:a |an |"
    r"by |my )*(?:mistake|accident|wrong|error|misclick|typo|mis click|oops|accidental|slip|"
    r"bad)(?: rating| tap| click| button)?",
    r"(?:wrong|mis|accidental) (?:button|thing|click|tap|one|film|movie|rating|press|clicked|key|number|"
    r"tapped)",
    r"mis(?:click|tap)(?:ed|ped)?",
    r"(?:did not|do not) mean (?:that|to|it|this|the last)(?: \w+)*",
    r"by (?:mistake|accident)",
    r"accidentally (?:\w+ ){0,2}(?:rated|tapped|clicked|pressed|hit|gave|said|liked|disliked|hid|"
    r"marked|sent)",
    r"(?:go|step|one step|change it|changed my mind,? go) back(?: (?:one|a) step| one)?(?= "
    r"(?:[.,?]|please|one|a|step|to the previous)|$| $)",
    r"ctrl z",
    r"(?:not what i meant|meant something else)",
    r"(?:fix|change|correct) (?:that|my|the) (?:last )?(?:rating|mistake|one|answer)",
    r"i (?:messed|screwed|fucked) up",
    r"(?:oops|whoops|oopsie|woops|my bad|my mistake)(?= [.,?]* ?$| $| ,? ?(?:wrong|mistake|sorry|"
    r"not|no|that|i|undo))",
    r"never ?mind (?:that|the) (?:last )?(?:rating|one)",
)
THANKED = any_of(r"(?:thanks|thank you|thank u|thankyou|thx|thanx|ty|tysm|tyvm|tnx|thnx|cheers|appreciate\w*)")
ABOUT_TASTE = any_of(
    r"how (?:do|would|did|can) you (?:see|describe|read|judge|understand|sum up|summari[sz]e|rate|view|picture|"
    r"define|know)"
    r" (?:me|my (?:\w+ )?(?:taste|tastes|preferences|profile|likes))",
    r"how (?:do|can|could) i (?:see|view|find|check) my (?:\w+ )?(?:ratings?|profile|taste|stats|history|list|likes)",
)
OFF_TOPIC = any_of(
    r"(?:weather|forecast|temperature|raining|umbrella|capital of|prime minister|chancellor|population of|stock|"
    r"stocks|"
    r"bitcoin|crypto|homework|recipe|cook|cooking|bake|pizza|sushi|burger|groceries|milk|bread|taxi|uber|cab|bus|"
    r"train station|airport|flight|hotel|restaurant|wifi|battery|charger|password|email|calendar|meeting|appointment|"
    r"alarm|timer|lottery|football score|world cup|super bowl|election|news|horoscope|joke|riddle|poem|lyrics|"
    r"translate|spell|calculate|square root|divided by|multiplied by|times table|"
    r"lights|thermostat|laundry|dentist|doctor appointment|girlfriend or boyfriend|favourite colou?r|"
    r"your (?:name|age|birthday|favourite colou?r)|how old are you|are you (?:a |an )?(?:robot|bot|human|real|"
    r"ai|alive|single|"
    r"there|ok|stupid|dumb|married|person)|do you (?:sleep|eat|dream|have a)|marry me|i love you)",
    r"what (?:time|day|date) is (?:it|today|now|tomorrow)(?: \w+)*",
    r"(?:who|what team) won(?: \w+)*",
    r"who is (?:the )?(?:president|king|queen|pope|ceo|mayor)(?: \w+)*",
    r"remind me(?: \w+)*",
    r"(?:call|text|ring) (?:me|my|mom|dad|mum)(?: \w+)*",
)
PROFILE = any_of(
    r"(?<!for )(?<!to )(?<!with )(?<!fits )(?<!fit )(?<!match )(?<!matches )(?<!suits )(?<!suit )(?<!not )"
    r"(?<!is )(?<!of )(?<!on )my (?:\w+ )?(?:profile|ratings?|stats|statistics|taste|tastes|history|watchlist|"
    r"account|list|lists|saved movies|saved|preferences|numbers|scores|votes|data|diary|summary|"
    r"favourites(?= [.?]* ?$| $| list)|likes(?= [.?]* ?$| $| and)|dislikes(?= [.?]* ?$| $)|rated "
    r"movies|seen list)",
    r"(?:do|did|have|what|which|how many|everything|all|movies|movie|stuff|things|ones|titles)(?: "
    r"\w+){0,3} (?:i|i have)(?: \w+)? (?:rated|scored|voted|saved|told you|given (?:you|stars|"
    r"ratings?)|liked so far|bookmarked|marked)",
    r"what (?:do|have|did) you (?:know|learned?|gathered|remember|think|store|got|saved?|figured "
    r"out)(?: \w+){0,3}? (?:about me|of me|on me|i like|i love|i enjoy|i hate|i dislike|my taste|"
    r"i am into)",
    r"what (?:kind|sort|type) of (?:movies|taste|stuff|person|viewer|things) (?:do i|am i|i)(?: "
    r"\w+)*",
    r"(?:what|how) (?:is|does|would you describe|do you see|well do you know) (?:my taste|me|my "
    r"profile)(?: look)?(?: like)?",
    r"how many (?:\w+ )?(?:movies )?(?:have i|did i|i have|do i have)(?: \w+)*",
    r"who am i",
    r"(?<=^ )am i(?: \w+){1,8}",
    r"(?:what|which)(?: \w+){0,3} (?:did|have) i (?:give|given|gave)(?: \w+)*",
    r"(?:summari[sz]e|sum up|analy[sz]e|describe|explain|show) my (?:movie )?(?:taste|profile|preferences|viewing)",
    r"(?:know|remember|see|guess|tell me|learned|recall)(?: about)? what(?: \w+){0,2} i (?:like|love|enjoy|hate|"
    r"rated|prefer)",
    r"what (?:do|have) you (?:have |got |know |stored |saved )(?:on|about) me",
    r"describe (?:me|my taste)",
    r"(?:which|what) (?:genres?|directors?|actors?|decades?) do i (?:like|love|prefer|hate|enjoy|"
    r"watch)(?: \w+)*",
    r"(?:show|list|see|view|display) (?:me )?(?:what i (?:rated|liked|like|saved|have)|everything "
    r"i(?: have)?(?: \w+)?|all i rated)",
    r"(?<!high )profile",
    r"(?<!is )(?<!of )(?<!was )(?<!are )my (?:favourite|top|best|most \w+|usual) (?:genres?|directors?|actors?|"
    r"decades?|"
    r"movies?)(?= [.?]* ?$| $)",
    r"(?:what|which|who) (?:is|are|was) my (?:favourite|top|best|most \w+|usual) \w+(?: \w+)*",
    r"(?:which|what)(?: \w+){0,2} (?:did|have|do) i(?: already| ever)? (?:rate|rated|like|liked|"
    r"score|scored|save|saved)",
    r"what have i (?:liked|rated|said|told|seen|watched|saved|given)(?: \w+)*",
    r"do you know (?:me|my taste|what i like)",
)
