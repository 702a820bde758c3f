"""Standard numbers of sources: ISBN (ISO 2108), DOI (ISO 26324), OCLC."""

from __future__ import annotations

import re
import unicodedata

from pydantic_core import PydanticCustomError
from pydantic_extra_types.isbn import ISBN

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_ISBN = re.compile(r"(?<![\dX])(?:97[89][ \-\u2010-\u2015]?)?(?:\d[ \-\u2010-\u2015]?){9}[\dXx](?![\dXx])")
_ISBN_LABEL = re.compile(r"(?:isbn)?(?:1[03])?[:：]?", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi\s*[:：]\s*|info:doi/", re.IGNORECASE)
_OCLC_PREFIX = re.compile(r"(?:oclc\s*[:：]?\s*)?(?:ocm|ocn|on)?", re.IGNORECASE)

# The registrant's code has four digits or more, perhaps subdivided; the suffix is any graphic signs.
# DOI Handbook, 2.2 and 2.3: https://www.doi.org/doi-handbook/HTML/
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/\S+")


def read_isbn(words: str) -> str | None:
    """An ISBN of 10 or 13 digits as 13 digits; None unless its check digit is right.

    Hyphens, dashes, blanks and a label before it ("ISBN-13: ") make no difference.
    """
    digits = _BETWEEN.sub("", _plain_digits(words))
    if len(digits) not in {10, 13}:  # a label's own digits are told from the number's by its length
        digits = _ISBN_LABEL.sub("", digits, count=1)
    digits = digits.upper()
    try:
        ISBN.validate_isbn_format(digits)
    except PydanticCustomError:
        return None
    return str(ISBN.convert_isbn10_to_isbn13(digits))


def find_isbn(words: str) -> str | None:
    """The one ISBN among words ("0-19-280342-6 (hardback)"); None where there is none, or several."""
    whole = read_isbn(words) if words else None
    if whole or not words:
        return whole
    found = {isbn for match in _ISBN.finditer(words) if (isbn := read_isbn(match[0]))}
    return found.pop() if len(found) == 1 else None


def read_doi(words: str) -> str | None:
    """A DOI without resolver or prefix; None for what is no DOI by its syntax."""
    words = words.strip()
    prefix = _DOI_PREFIX.match(words)
    doi = words[prefix.end() :] if prefix else words
    return doi if _DOI.fullmatch(doi) else None


def read_oclc(words: str) -> str | None:
    """A WorldCat number as digits alone, without "ocm" and leading zeros; None for anything else."""
    words = _plain_digits(words.strip())
    prefix = _OCLC_PREFIX.match(words)
    number = words[prefix.end() :] if prefix else words
    return number.lstrip("0") or None if number.isascii() and number.isdecimal() else None


def _plain_digits(words: str) -> str:
    """Digits of any script as those of ASCII."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in words)
