"""Everyday words for genres, fame and places, and words of the catalogue that say too little."""

from bot.dialogue.understanding.bags import bag
from recengine.query import Popularity
from recengine.text import keyword_key

GENRES: dict[tuple[str, ...], str] = {
    ("Action",): "action",
    ("Adventure",): "adventure|adventures",
    ("Animation",): "animated|animation|animations|cartoon|cartoons|animated feature",
    ("Children",): "children|childrens|kids|kid|kiddo|kiddos|kid friendly|kids friendly|family friendly|child "
    "friendly"
    "|toddler|toddlers|little ones|year old|year olds|for a child",
    ("Comedy",): "comedy|comedies|comedic|funny|hilarious|a laugh|a good laugh|some laughs|good laughs|me "
    "laugh|us laugh|to laugh"
    "|laugh out loud|laughs",
    ("Crime",): "crime",
    ("Documentary",): "documentary|documentaries|docu|docus|docs|doc|documentry",
    ("Drama",): "drama|dramas|dramatic",
    ("Fantasy",): "fantasy|fantasies",
    ("Film-Noir",): "movie noir|movies noir|noir|noirs|movie noirs",
    ("Horror",): "horror|horrors|scary|frightening|terrifying|spooky|scare|scares|scare me|scares me|be scared|"
    "get scared",
    ("Musical",): "musical|musicals",
    ("Mystery",): "mystery|mysteries|whodunit|whodunnit|whodunits|whodunnits",
    ("Romance",): "romance|romances|romantic|romantics",
    ("Romance", "Comedy"): "romcom|romcoms|rom com|rom coms",
    ("Comedy", "Drama"): "dramedy|dramedies",
    ("Sci-Fi",): "sci fi|scifi|sci fis|science fiction|sf",
    ("Thriller",): "thriller|thrillers|thrillers",
    ("War",): "war",
    ("Western",): "western|westerns",
    ("IMAX",): "imax",
}
"""Everyday words for the genres of MovieLens."""

GENRE_WORDS = bag("sci fi science fiction rom com") | {
    phrase for phrases in GENRES.values() for phrase in phrases.split("|") if " " not in phrase
}
FAME: dict[Popularity, str] = {
    Popularity.POPULAR: "popular|blockbuster|blockbusters|famous|well known|mainstream|everybody knows|everyone knows"
    "|everyone has seen|everybody has seen|everyone saw|everybody saw|everyone loves|everybody "
    "loves|big hit|big hits|hit|hits"
    "|box office hit|box office hits|widely known|household name|big name|trending|most watched|"
    "widely seen|known by everyone"
    "|known by everybody|known to everyone|everyone talks about|everybody talks about|everyone "
    "is talking about|well known one"
    "|everyone has heard of|everybody has heard of|crowd favourite|big studio",
    Popularity.OBSCURE: "hidden gem|hidden gems|gem|gems|underrated|under rated|obscure|lesser known|less known|"
    "little known"
    "|unknown|not well known|not so well known|not very well known|not that well known|not too "
    "well known|not widely known"
    "|not as well known|less well known|under the radar|off the radar|off the beaten path|off "
    "the beaten track|overlooked|underseen|underappreciated"
    "|under appreciated|unheard of|niche|forgotten|deep cut|deep cuts|undiscovered|not many people know|not many know"
    "|not many people have seen|not many have seen|not many people have heard of|few people know|"
    "few people have seen|few know"
    "|few have seen|nobody knows|no one knows|nobody has seen|no one has seen|nobody has heard "
    "of|no one has heard of|nobody saw|nobody talks about"
    "|no one talks about|nobody watched|no one saw|never heard of|not heard of|hardly anyone "
    "knows|hardly anyone has seen|hardly anybody knows"
    "|most people have not seen|most people do not know|most people have not heard of|not "
    "everyone knows|not everybody knows|slept on"
    "|everybody has not seen|everyone has not seen|overshadowed|unpopular|sleeper|rarely seen|"
    "unsung|not famous|less famous",
}
# A keyword that ends so gives its genre too: «dark comedy».
GENRE_NOUNS = {
    "comedy": "Comedy", "comedies": "Comedy", "drama": "Drama", "dramas": "Drama", "thriller": "Thriller",
    "thrillers": "Thriller", "western": "Western", "westerns": "Western", "horror": "Horror",
    "mystery": "Mystery", "mysteries": "Mystery", "romance": "Romance", "romances": "Romance", "musical": "Musical",
    "musicals": "Musical", "documentary": "Documentary", "documentaries": "Documentary",
}  # fmt: skip
# Tags that say too little, or something else in a message.
TOO_PLAIN = bag(
    """
    good bad movie movies old new best great awesome amazing interesting boring overrated masterpiece predictable
    entertaining stupid cool long too long original watched seen different random next time emma ending acting
    characters hal joker rug coke cold jason dorothy toto thor ark game class moving business memory us it
    her reflective story stories writing dialogue unique bus people quiet sharp hope cult oldie but goodie
    everything all emotions actors rated idea big name actors television tv complicated dull tedious lovely
    annoying visual iconic big city big house party night tonight one night date night summer cars fear fate
    science nature environment escape journey chase identity wealth training running flying wonder time tradition
    honor media bomb finance storytelling poor story bad plot bad acting bad script bad writing plot holes
    weak plot bad story
    nonsense creative confusing unexplained ridiculous pulp conversation challenging concert artists actors
    romantic comedy scary funny romantic western thriller horror
    """
) | frozenset(
    {"too long", "way too long", "date night", "one night", "big city", "big house", "poor story", "bad plot"}
)
# Where films come from, as the catalogue may say it: «korean» is «korea».
PLACES = {
    people: tuple(map(keyword_key, places.split(",")))
    for people, places in (
        ("korean", "korea,south korea"), ("japanese", "japan"), ("french", "france"), ("italian", "italy"),
        ("german", "germany"), ("spanish", "spain"), ("indian", "india,bollywood"), ("bollywood", "india"),
        ("chinese", "china,hong kong"), ("russian", "russia"), ("british", "britain,england,uk"),
        ("english", "england,britain,british"), ("irish", "ireland"), ("scottish", "scotland"), ("mexican", "mexico"),
        ("australian", "australia"), ("canadian", "canada"), ("african", "africa"), ("swedish", "sweden"),
        ("danish", "denmark"), ("norwegian", "norway"), ("polish", "poland"), ("turkish", "turkey"),
        ("brazilian", "brazil"), ("iranian", "iran"), ("scandinavian", "scandinavia,nordic"), ("korea", "korean"),
        ("japan", "japanese"), ("france", "french"), ("italy", "italian"), ("spain", "spanish"),
        ("germany", "german"),
    )
}  # fmt: skip
MOODS = bag("disney fun sad weird classic creepy insane anime crazy sequel remake beautiful huge family")
EVERYDAY = frozenset(
    {"read", "king", "young", "law", "day", "church", "stone", "love", "woods", "rock", "may", "will"}
)
