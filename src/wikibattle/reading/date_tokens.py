"""The words, numbers and signs of a text that dates are made of.

One scan with one pattern a language; what is not a date (hours, durations, numbers that count
other things) is told apart here, so that the grammar sees numbers of dates only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from wikibattle.packs import Pack
from wikibattle.packs.dates import DateWords
from wikibattle.packs.loader import load_pack
from wikibattle.reading.edtf import Moment, Stated, is_in_calendar, parse_edtf
from wikibattle.reading.numerals import read_integer
from wikibattle.script.folding import fold, simplified
from wikibattle.wikitext import Inline
