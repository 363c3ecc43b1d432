"""Pieces of hostile strings, by family."""
# ruff: noqa: E501
# fmt: off

WORDS = ("heat", "alien", "the matrix", "funny", "90s", "no horror", "like", "amélie", "5 stars", "loved", "not", "und")
TAGS = ("b", "i", "a href='javascript:alert(1)'", "script", "img src=x onerror=hacked=1", "pre", "code", "tg-spoiler")
TAGS += ("blockquote", "svg/onload=hacked=1", "iframe src=//x", "tg-emoji emoji-id='1'", "u", "s", "style", "b>" * 20)
ENTITIES = ("&lt;b&gt;", "&amp;lt;", "&#60;b&#62;", "&#x3C;i>", "&nbsp;", "&", "&&&", "&#0;", "&#xD800;", "&#9999999999;")
MARKDOWN = ("*b*", "__u__", "`c`", "```\nx", "[x](tg://user?id=1)", "||s||", "~~s~~", "\\*", "_", "*_`[", "> q", "# h")
FORMATS = ("%s", "%n%n%n", "%(x)s", "{}", "{0}", "{0.__class__.__mro__}", "{x!r:>{y}}", "{{}}", "$x", "${x}", "%%", "#{7*7}")
FLUENT = ("{ $x }", "{ $title }", '{ "x" }', "{ -brand }", "{ NUMBER($x) }", "\\u0041", "\\U01F602", "{", "}", "[one] x")
FLUENT += ("\x02film\x03", "\x02title\x03\x02x\x03", ".attr = x", "*[other]", "\n# comment\nkey = x", "<b>{ $film }</b>")
SQL = ("'; DROP TABLE users;--", '" OR ""="', "1); DELETE FROM ratings;--", "%' OR 1=1 --", "\\'; --", "UNION SELECT * FROM users")
DATA = ("rate:abc:10:l", "erase:1", "like:abc~1", "night:join:1", "tune:x:y:z", "why:", "~", "a:b:c:d:e", "ERASE:0")
COMMANDS = ("/start", "heat /delete", "/retrain", "/start@other_bot x", "//help", "/ help", "/rate /rate", "/a" * 30, "/héat")
COMMANDS += ("/start night", "/start inline", "/start ../../x", "/recommend@matinee_sandbox_bot <b>", "/undo\n/undo", "/x_y_z")
ADDRESSES = ("javascript:alert(1)", "http://x.y/<b>", "tg://resolve?domain=x", "data:text/html,<script>hacked=1</script>")
ADDRESSES += ("https://e.org/?a=1&b=<i>", "@everyone", "#tag", "$CASH", "me@e.org", "file:///etc/passwd", "//e.org", "t.me/x")
PATHS = ("../../etc/passwd", "..\\..\\windows", "/dev/null", "C:\\CON", "a\0b.csv", "....//", "~root", "%2e%2e%2f", "NUL.csv")
CELLS = ('=HYPERLINK("http://x")', "+1+1|cmd", "-2+3", "@SUM(1)", "\t=1", '"', '""', ",,,", ";", "a\r\nb", "\ufeff=1", "＝1+1")
JSON = ('{"a": 1}', "[" * 500, '"\\ud800"', "null", "{" * 200, '{"__proto__": {}}', "[1e999]", '{"a":' * 300, "\\u0000", "true")
XML = ('<!DOCTYPE a [<!ENTITY x "xx">]><a>&x;&x;</a>', "<?xml version='1.0'?>", "<![CDATA[<b>]]>", "<!-- -->", "</message>")
NUMBERS = ("1e999", "NaN", "-0", "inf", "9" * 400, "-1", "0x1F", "1_000", "٣", "½", "５", "Ⅷ", "³", "0.1e-999", "1,5", "+5", "1/0")
NUMBERS += ("heat 1e999 stars", "heat 99999999999999999999", "heat -5", "heat 4.999999999999999999", "heat ٥", "heat 5/0", "heat 11/10")
DATES = ("0000-00-00", "31.02.2020", "year 99999", "1895-12-28", "from 9999 to 0", "the 00s", "the -10s", "9999999s", "1990-", "'90'90'90")
LIKE = ("I <3 you & <b>", "<3", "</3", ":<", "<<>>", "a<b>c", "<", ">", "&lt", "«»", "<b", "</b>", "<b><i></b></i>", "-->", "<>")
SCRIPTS = (
    "Привет мир", "العربية ﷺ", "עברית", "हिन्दी क्षत्रिय", "ไทยแลนด์ ำ", "日本語カタカナ", "한국어 조선글", "中文電影", "ქართული",
    "ქᲐ", "Հայերեն", "አማርኛ", "தமிழ்", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "မြန်မာ", "ខ្មែរ", "ລາວ", "བོད་", "ᠮᠣᠩᠭᠣᠯ", "ᏣᎳᎩ", "ⴰⵎⴰⵣⵉⵖ",
    "𐎀𐎁", "𒀀𒀁", "𓀀𓀁", "𝕳𝖊𝖆𝖙", "ĳ Ĳ ǅ ﬃ ﬁ", "İıIi ß ẞ", "Ⅷ ㊙ ㍿", "Ελληνικά ς", "ᚠᚢᚦ", "꧁꧂", "ߒߞߏ", "ދިވެހި", "ܐܒܓ", "𞤀𞤣𞤤𞤢𞤥",
)
ALIKE = ("Неаt", "Ηeat", "Аlien", "ＨＥＡＴ", "ℋℯ𝒶𝓉", "H3AT", "ɦeat", "heаt 5", "Tіtаnіс", "ᎻᎬᎪͲ", "l0ved heat", "ⓗⓔⓐⓣ")
EMOJI = ("👨‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸🇬🇧", "🇪", "👍🏽" * 50, "❤️‍🔥", "🧑🏿‍🚀", "\u200d" * 40, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\ufe0f" * 20, "1️⃣", "🎬" * 300, "💀‍☠️")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u115f", "\u3164", "\u2800", "\u034f", "\U000e0041")
TURNS = ("\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200f", "\u061c", "\u202a\u202b" * 10)
REPEATED = ("a", "heat ", "<b>", "&", "é", "🎬", "no ", "not heat ", "1990 ", "\n", "the ", "like like ", "5 ", "ﷺ")
NEAR_MISSES = ("a ", "no ", "but not ", "from 1990 ", "like ", "and ", "1990s-", "5 ", ". ", "the the ", "(", "'s ", "/a ", "-", "not too ", "than ")
