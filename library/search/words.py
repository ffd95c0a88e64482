"""How a text becomes the words that are searched for: the same way for what is stored and asked.

Both databases compare these words and nothing else, so that both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# So many different words of a search count; who writes more is better served by fewer.
MOST_WORDS_ASKED = 12
LONGEST_WORD = 60
# Letters that are more than a letter with an accent, as people without them on their keyboard
# write them.
OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
APOSTROPHES = "'’‘ʼ＇"
POSSESSIVE = re.compile(rf"(?<=\w)[{APOSTROPHES}]s\b")
INSIDE_A_WORD = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
# "co-produce" and "coproduce" are one word: one or two letters belong to what follows.
SHORT_FIRST_PART = re.compile(r"\b([a-z]{1,2})[-‐‑](?=[a-z])")
# "Coproduce" and "coproduction", "reduce" and "reduction": the rules of English stop short of it.
OF_DUCERE = re.compile(r"duct$")
SEPARATORS = re.compile(r"[\W_]+")


def words_of(text: str) -> list[str]:
    """Return the different words of a text, stemmed and without accents, in their order."""
    words = (word[:LONGEST_WORD] for word in SEPARATORS.split(plain(text)) if word)
    return list(dict.fromkeys(_stemmed(word) for word in words))


def words_asked(text: str) -> list[str]:
    """Return the words of a search, as many of them as count."""
    return words_of(text)[:MOST_WORDS_ASKED]


def prepared(*texts: str) -> str:
    """Return what is stored of some texts, for the database to look into."""
    return " ".join(words_of(" ".join(texts)))


def plain(text: str) -> str:
    """Return a text in small letters, without accents, with its compound words made one."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M")
    text = INSIDE_A_WORD.sub("", POSSESSIVE.sub("", text.translate(OTHER_LETTERS)))
    return SHORT_FIRST_PART.sub(r"\1", text)


@lru_cache(maxsize=20_000)
def _stemmed(word: str) -> str:
    # A stemmer keeps the word it works on, so threads do not share one.
    stem = snowballstemmer.stemmer("english").stemWord(word)
    return _in_ascii(OF_DUCERE.sub("duc", stem))


def _in_ascii(word: str) -> str:
    """Write other alphabets in signs that every database takes for letters."""
    if word.isascii():
        return word
    return "".join(sign if sign.isascii() else f"x{ord(sign):x}x" for sign in word)
