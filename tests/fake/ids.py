"""Ids that look like Spotify's and are the same in every run: a hash of what they name."""

from __future__ import annotations

import hashlib
import string

ALPHABET = string.digits + string.ascii_lowercase + string.ascii_uppercase
LENGTH = 22


def number(*parts: object) -> int:
    """Draw a number from names, evenly and always the same one."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest())


def identity(*parts: object) -> str:
    """Spell an id of 22 base-62 characters."""
    rest, letters = number(*parts), []
    for _ in range(LENGTH):
        rest, digit = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)


def isrc(*parts: object) -> str:
    """Spell an ISRC: country, registrant, year, number."""
    drawn = number("isrc", *parts)
    return f"QZFK{drawn % 10}{drawn // 10 % 100:02d}{drawn // 1000 % 100000:05d}"


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)
