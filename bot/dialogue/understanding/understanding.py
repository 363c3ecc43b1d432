"""What a message means: words put right, films found, wishes read, and one intent that they speak for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.dropping import dropped, is_forgotten
from bot.dialogue.understanding.intents import Reading, decide
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.ratings import VERDICT_WORDS, marks_said
from bot.dialogue.understanding.reading import Sentence, read
from bot.dialogue.understanding.spelling import Corrector
from bot.dialogue.understanding.titles import TitleFinder, with_titles
from bot.dialogue.understanding.vocabulary import Vocabulary
from bot.dialogue.understanding.wishes import GRAMMAR, Wishes, find_wishes
from bot.dialogue.understanding.years import YEAR_WORDS
from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.query import Constraints
from recengine.titles import TitleIndex
from recengine.titles.words import STOP_WORDS, TALK, tokens


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands messages about the films of one catalogue; built once a model version, never changed."""

    vocabulary: Vocabulary
    titles: TitleFinder
    corrector: Corrector

    @classmethod
    def of(cls, catalog: Catalog, titles: TitleIndex, *, popularity: Floats) -> "Understanding":
        """Build it for a catalogue.

        Parameters
        ----------
        catalog
            Its words and people can be asked for.
        titles
            Titles of the same catalogue.
        popularity
            Ratings of each movie, shape (items,).
        """
        vocabulary = Vocabulary(catalog, popularity=popularity)
        meant = [*cues.words(), *sorted(VERDICT_WORDS | YEAR_WORDS), *sorted(vocabulary.words)]
        forms = {f"{word}{end}" for word in cues.words() for end in ("s", "ing", "ed") if word[-1] != "y"}
        known = catalog.once(_words_of_titles) | TALK | STOP_WORDS | GRAMMAR | forms
        return cls(
            vocabulary, TitleFinder(titles, popularity=popularity), Corrector(meant, known, first=cues.words())
        )

    def meaning(self, text: str) -> Meaning:
        """What a message means; any text has a meaning, if only an unknown one."""
        spoken = read(text).respelled(self.corrector)
        for intent, pattern in ((Intent.GREETING, cues.GREETING), (Intent.THANKS, cues.THANKS)):
            if pattern.search(spoken.plain):
                return Meaning(intent)
        found = self._said(_without_politeness(spoken))
        return Meaning(Intent.THANKS) if _only_thanks(spoken, found) else found

    def _said(self, sentence: Sentence) -> Meaning:
        wishes = find_wishes(sentence, self.vocabulary)
        phrases = [*((m.first, m.last) for m in wishes.marks), *_marks(sentence)]
        sure = self.titles.sure(sentence, _explained(sentence, wishes), phrases=phrases)
        sentence, films = with_titles(sentence, sure)
        wishes = find_wishes(sentence, self.vocabulary, taken=frozenset(film.first for film in films))
        wishes, back = _taken_back(sentence, wishes)
        found = decide(Reading(sentence, films, wishes), self.titles)
        gone = tuple(dict.fromkeys((*back, *dropped(sentence.plain))))
        if gone and found.intent in (Intent.UNKNOWN, Intent.INFO) and not found.titles:
            return Meaning(Intent.RECOMMEND, dropped=gone)
        return replace(found, dropped=gone)

    def wishes(self, text: str) -> Constraints:
        """The constraints that a text states, whatever else it is for."""
        sentence = read(text).respelled(self.corrector)
        return find_wishes(sentence, self.vocabulary).constraints()


def _words_of_titles(catalog: Catalog) -> frozenset[str]:
    return frozenset(word for movie in catalog for word in tokens(movie.title))


_BEFORE = bag("hey hi hello hiya ok so um hmm oh please yo and , .")
_AFTER = bag("please thanks thank you , . cheers pleasant")


def _without_politeness(sentence: Sentence) -> Sentence:
    """The sentence without what only opens or closes it, unless there is nothing else."""
    words = sentence.words
    first, last = 0, len(words)
    while first < last and words[first].plain in _BEFORE:
        first += 1
    thanked = any(word.plain in ("thanks", "thank", "please", "cheers", "pleasant") for word in words[-3:])
    while thanked and last > first and words[last - 1].plain in _AFTER:
        last -= 1
    return Sentence(sentence.text, words[first:last]) if first < last else sentence


def _only_thanks(sentence: Sentence, found: Meaning) -> bool:
    """Whether thanks are all that a sentence says: «great suggestion, thank you»."""
    if found.intent not in (Intent.UNKNOWN, Intent.RECOMMEND) or found.constraints or found.dropped:
        return False
    return bool(cues.THANKED.search(sentence.plain)) and not cues.ASKS_NOW.search(sentence.plain)


def _marks(sentence: Sentence) -> list[tuple[int, int]]:
    """Where stars are said: «Mad Max 3 out of 5» is no «Mad Max 3»."""
    return [sentence.words_within(mark.start, mark.end) for mark in marks_said(sentence.plain)]


def _explained(sentence: Sentence, wishes: Wishes) -> frozenset[int]:
    """Words that wish for something or say where suggestions should go."""
    found = {i for mark in wishes.marks for i in range(mark.first, mark.last)}
    for pattern in cues.CRITIQUES.values():
        if match := pattern.search(sentence.plain):
            found.update(range(*sentence.words_within(match.start(), match.end())))
    return frozenset(found)


def _taken_back(sentence: Sentence, wishes: Wishes) -> tuple[Wishes, Iterable[str]]:
    """The wishes without those that the sentence tells to forget, and which kinds these are."""
    back: list[str] = []
    marks, years = [], []
    for mark in wishes.marks:
        if not is_forgotten(" " + "".join(f"{word.plain} " for word in sentence.words[: mark.first])):
            marks.append(mark)
            continue
        kinds = {"genres": mark.wish.genres, "keywords": mark.wish.keyword, "popularity": mark.wish.fame}
        back += [kind for kind, said in kinds.items() if said]
    for said in wishes.years:
        if is_forgotten(sentence.plain[: said.start]) or "forget" in sentence.plain[said.start : said.end]:
            back.append("years")
        else:
            years.append(said)
    return Wishes(tuple(marks), tuple(years)), back
