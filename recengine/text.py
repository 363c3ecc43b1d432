"""Folding of titles and names into plain keys, so that spelling variants meet."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII = str.maketrans({chr(i): chr(i) if chr(i).isalnum() else " " for i in range(128)} | dict.fromkeys("'`", ""))
_ARTICLE_WORDS = (
    "the a an le la les l un une der die das ein eine el los las una uno il lo gli i o os as den det de het"
)
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_ELIDED = re.compile(r"^\s*[lL]['’]\s*(?=\w\w)")
_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "&": " and "}


def fold(text: str) -> str:
    """Lower-case ASCII-like words separated by one space: accents, case and punctuation gone.

    Letters of other scripts are kept; «WALL·E» becomes «wall e» and «Amélie» becomes «amelie».
    """
    if text.isascii():  # most texts are, and a table is several times faster than patterns
        return " ".join(text.lower().replace("&", " and ").translate(_ASCII).split())
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", _without_accents(text))).strip()


def _without_accents(text: str) -> str:
    text = text.casefold()
    for letter in _SPECIAL.keys() & set(text):
        text = text.replace(letter, _SPECIAL[letter])
    decomposed = unicodedata.normalize("NFKD", text)
    for char in set(decomposed):  # few, however long the text is: files bring many long titles
        if unicodedata.combining(char):
            decomposed = decomposed.replace(char, "")
    return decomposed


def title_key(title: str) -> str:
    """The folded title without a leading article: the same for «The Matrix» and «Matrix, The»."""
    head, comma, article = title.rpartition(",")
    if comma and fold(article) in _ARTICLES:
        title = f"{article.strip()} {head}"
    words = fold(_ELIDED.sub("", title)).split()
    if len(words) > 1 and words[0] in _ARTICLES and words[0] != "l":
        words = words[1:]
    return " ".join(words)


_PLURAL_E = re.compile(r"(ch|sh|x|ss|z)e$")


def keyword_key(text: str) -> str:
    """The same for spellings of a keyword that differ in case, hyphens, spaces and number: «Serial-Killers»."""
    return "".join(_singular(word) for word in fold(text).split())


def _singular(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("oes") and len(word) > 5:
        return word[:-2]
    stem = word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    if stem.endswith("ie"):
        return stem[:-2] + "i"
    if stem.endswith("y"):
        return stem[:-1] + "i"
    return _PLURAL_E.sub(r"\1", stem)
