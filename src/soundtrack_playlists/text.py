"""Text as people mean it: folded for comparing, cut into tokens, squashed into keys. Pure."""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "'’‘ʼ`´′"
_FOLDS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
    | dict.fromkeys(_APOSTROPHES, "")
)
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)
"""ASCII has no letters outside A-Z: one table of bytes does at once what other scripts need three steps for."""


def fold(text: str) -> str:
    """Fold case, diacritics, apostrophes and punctuation away: ``Beyoncé – Crazy’s`` is ``beyonce crazys``.

    Letters of every script stay; ``&`` becomes ``and``. A text of punctuation or pictures only (``!!!``) folds
    to itself rather than to nothing, so that it still equals itself and nothing else.
    """
    return " ".join(tokens(text))


def tokens(text: str) -> list[str]:
    """Cut a text into its folded words: ``Rock & Roll!`` is ``rock``, ``and``, ``roll``."""
    return _letters(text) or unicodedata.normalize("NFKC", text).split()


def _letters(text: str) -> list[str]:
    """Cut a text into folded words of letters and digits, of which there may be none.

    Only the accents of European scripts go (U+0300 to U+036F): in others a mark makes another letter (か, が).
    """
    if "&" in text:
        text = text.replace("&", " and ")
    if text.isascii():
        if "'" in text or "`" in text:
            text = text.replace("'", "").replace("`", "")
        return text.encode().translate(_ASCII).decode().split()
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
    kept = (
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFKD", text)
        if not "\u0300" <= sign <= "\u036f"
    )
    return unicodedata.normalize("NFC", "".join(kept)).split()


def squash(text: str) -> str:
    """Fold a text and close its gaps, as spacing is the least stable part of a name: ``R.E.M.`` is ``rem``."""
    return "".join(tokens(text))


def slug(text: str) -> str:
    """Spell a name for keys and file names: ``Batman & Robin`` is ``batman-and-robin``, ``?`` is ``u3f``."""
    words = _letters(text)
    if words:
        return "-".join(words)
    return "-".join(f"u{ord(sign):x}" for sign in text if not sign.isspace())
