"""The tastes that the simulated community is made of: a table to read, check and change."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Archetype:
    """One clear-cut taste; a simulated person is a mixture of one to three of them.

    Attributes
    ----------
    name
        What to call it.
    share
        How common it is, relative to the others.
    likes, loathes
        Genres, words and countries as the catalogue spells them, separated by commas, that draw this taste or
        put it off. A trailing `!` doubles the weight.
    decades
        First and last decade it is at home in.
    fame
        Leaning to what everybody knows (above 0) or to the obscure (below 0), per step of fame.
    esteem
        How much general esteem counts for it, per step of esteem.
    """

    name: str
    share: float
    likes: str
    loathes: str = ""
    decades: tuple[int, int] = (1920, 2020)
    fame: float = 0.0
    esteem: float = 0.1


ARCHETYPES: Final = (
    Archetype(
        "blockbuster fan", 1.5,
        "Action!, Adventure, Sci-Fi, superhero!, action-packed, spectacular, thrilling, "
        "fast-paced, popcorn movie",
        "Documentary, slow-burn, intimate, black and white, bleak",
        (1980, 2020), fame=0.35, esteem=0.0,
    ),
    Archetype(
        "arthouse regular", 0.9,
        "Drama, slow-burn!, poetic!, intimate, surreal, dreamlike, quiet, France, "
        "Sweden, Italy, Iran, USSR",
        "Action, Children, superhero, action-packed, popcorn movie, crowd-pleaser",
        fame=-0.3, esteem=0.35,
    ),
    Archetype(
        "horror fan", 1.0,
        "Horror!, scary!, creepy, unsettling, disturbing, haunted house, zombies, "
        "vampires, monsters, slasher",
        "Children, Musical, Romance, feel-good, romantic, heartwarming",
        (1960, 2020), fame=-0.05, esteem=0.05,
    ),
    Archetype(
        "romantic-comedy lover", 1.1,
        "Romance!, Comedy, romantic!, wedding, charming, feel-good, date night, "
        "love triangle, witty, first love",
        "Horror!, War, violent, gritty, bleak, disturbing", (1950, 2020), fame=0.15, esteem=0.0,
    ),
    Archetype(
        "family evening", 1.2,
        "Children!, Animation, Fantasy, family!, family night!, talking animals, "
        "magical, heartwarming, colorful",
        "Horror!, Thriller, Crime, violent!, disturbing, raunchy, dark",
        (1960, 2020), fame=0.25, esteem=0.05,
    ),
    Archetype(
        "science-fiction reader", 1.1,
        "Sci-Fi!, space!, time travel, dystopia!, robots, aliens, "
        "artificial intelligence, thought-provoking, technology",
        "Musical, Romance, wedding, period drama", (1950, 2020), fame=0.0, esteem=0.15,
    ),
    Archetype(
        "classic Hollywood", 0.8,
        "Film-Noir, Musical, Western, Romance, black and white!, elegant!, witty, "
        "hollywood, screwball, nostalgic",
        "violent, raunchy, superhero, disturbing", (1920, 1950), fame=0.0, esteem=0.3,
    ),
    Archetype(
        "film-noir night owl", 0.6,
        "Film-Noir!, Crime, Mystery!, detective!, femme fatale!, paranoia, atmospheric, "
        "corruption, black and white",
        "Children!, Animation, Musical, feel-good, family", (1940, 1990), fame=-0.1, esteem=0.2,
    ),
    Archetype(
        "anime devotee", 0.7,
        "Animation!, Fantasy, Sci-Fi, Japan!, anime!, whimsical, magical, coming of age, "
        "beautiful visuals, folklore",
        "Western, War, courtroom, politics", (1980, 2020), fame=-0.05, esteem=0.15,
    ),
    Archetype(
        "world cinema traveller", 0.9,
        "Drama, India!, China!, Hong Kong!, Iran!, Brazil!, Mexico!, Argentina, Senegal, "
        "South Korea!, Taiwan!, Japan, poverty, culture clash, working class, moving",
        "USA!, superhero, raunchy",
        fame=-0.25, esteem=0.25,
    ),
    Archetype(
        "indie dramedy", 1.0,
        "Comedy, Drama, indie!, quirky!, bittersweet!, dysfunctional family, loneliness, "
        "coming of age, deadpan",
        "Action!, War, Western, spectacular, epic, superhero",
        (1980, 2020), fame=-0.15, esteem=0.15,
    ),
    Archetype(
        "crime and heist", 1.3,
        "Crime!, Thriller, heist!, gangsters!, mafia, stylish, gritty, undercover, "
        "cat and mouse, corruption, hitman",
        "Children!, Fantasy, Musical, family, romantic", (1960, 2020), fame=0.1, esteem=0.15,
    ),
    Archetype(
        "war and history", 0.9,
        "War!, historical!, world war ii!, epic, soldiers, politics, nazis, "
        "based on a true story!, life story",
        "Fantasy, Horror, superhero, magic, raunchy, romantic", (1930, 2020), fame=0.0, esteem=0.2,
    ),
    Archetype(
        "musical theatre kid", 0.7,
        "Musical!, singing!, dancing!, music!, musicians, theater, uplifting, colorful, "
        "following a dream, jazz",
        "Horror, War, gritty, violent, bleak, Western", fame=0.1, esteem=0.1,
    ),
    Archetype(
        "feel-good seeker", 1.2,
        "Comedy, feel-good!, heartwarming!, uplifting!, inspiring, friendship, "
        "unlikely friendship, underdog, charming",
        "Horror!, bleak!, disturbing!, violent, harrowing, tragic",
        (1970, 2020), fame=0.15, esteem=0.05,
    ),
    Archetype(
        "mind-bending puzzles", 1.1,
        "Mystery!, Thriller, Sci-Fi, mind-bending!, twist ending!, surreal, nonlinear!, "
        "psychological, memory, dreams",
        "Children, Musical, Western, heartwarming, family", (1970, 2020), fame=0.05, esteem=0.2,
    ),
    Archetype(
        "fantasy adventurer", 1.1,
        "Fantasy!, Adventure!, magic!, epic!, swordplay, dragons, quest, fairy tale, "
        "good versus evil, prophecy",
        "Crime, Documentary, courtroom, gritty, raunchy", (1970, 2020), fame=0.25, esteem=0.1,
    ),
    Archetype(
        "western and frontier", 0.5,
        "Western!, cowboys!, desert, outlaws, revenge, gunfight, frontier, last stand, "
        "native americans, wilderness, road trip",
        "Animation, Musical, Children, romantic, superhero", (1930, 2010), fame=-0.05, esteem=0.15,
    ),
    Archetype(
        "martial arts and samurai", 0.6,
        "Action!, martial arts!, samurai!, fast-paced, swordplay!, honor, revenge, Japan, "
        "Hong Kong!, China, stylish",
        "Musical, Romance, romantic, wedding, courtroom", (1950, 2020), fame=-0.05, esteem=0.1,
    ),
    Archetype(
        "laugh-out-loud comedy", 1.2,
        "Comedy!, hilarious!, raunchy, absurd!, parody!, outrageous, buddy comedy!, "
        "satire, silly, slapstick",
        "Drama, War, Documentary, bleak, slow-burn, tragic", (1970, 2020), fame=0.15, esteem=-0.05,
    ),
    Archetype(
        "documentary mind", 0.5,
        "Documentary!, injustice!, based on a true story, politics, journalism, "
        "nature, thought-provoking, science",
        "Fantasy, Horror, superhero, magic, popcorn movie", (1960, 2020), fame=-0.2, esteem=0.2,
    ),
    Archetype(
        "tearjerker and period drama", 0.9,
        "Drama, Romance, period drama!, tearjerker!, heartbreaking!, based on a book, "
        "forbidden love!, tragic, grief",
        "Horror, Action, action-packed, superhero, raunchy, parody",
        (1930, 2020), fame=0.05, esteem=0.2,
    ),
    Archetype(
        "thriller weekend", 1.2,
        "Thriller!, Mystery, Crime, suspenseful!, tense!, gripping, serial killer, "
        "detective, spy, conspiracy!, hostage",
        "Children!, Musical!, Animation, whimsical, family", (1950, 2020), fame=0.1, esteem=0.1,
    ),
    Archetype(
        "canon completist", 0.8,
        "Drama, epic, tragic, poetic, thought-provoking, power struggle, moral dilemma, ensemble cast",
        "popcorn movie, raunchy, remake", (1930, 2000), fame=0.1, esteem=0.6,
    ),
)  # fmt: skip
