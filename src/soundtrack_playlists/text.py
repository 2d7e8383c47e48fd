"""Text as people mean it: folded for comparing, cut into tokens, a title apart from its qualifiers. Pure."""

from __future__ import annotations

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[^\w]+|_+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
_FOLDS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)


def fold(text: str) -> str:
    """Fold case, diacritics, apostrophes and punctuation away: ``Beyoncé – Crazy’s`` is ``beyonce crazys``.

    Letters of every script stay; ``&`` becomes ``and``.
    """
    text = text.casefold().translate(_APOSTROPHES).replace("&", " and ")
    if not text.isascii():
        text = text.translate(_FOLDS)
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.category(letter) == "Mn"
        )
    return _NOT_LETTERS.sub(" ", text).strip()


def slug(text: str) -> str:
    """Spell a name for keys and file names: ``Batman & Robin`` is ``batman-and-robin``."""
    return fold(text).replace(" ", "-")
