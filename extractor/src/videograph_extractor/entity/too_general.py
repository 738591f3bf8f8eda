"""Finds terms that are too general for a map: things that every talk mentions in passing, common jobs, and halves of
an adjective."""

import re

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing, is_common

_JOB = re.compile(
    r"(?:^|.* )(?:designer|scientist|engineer|developer|analyst|programmer|administrator|researcher|advocate|architect|marketer|"
    r"(?:product|project|program|engineering|community|office|general|account|sales|brand|marketing|hiring|line|middle|delivery|"
    r"release|success|people) manager|(?:executive|product|technology|operating|financial|security|information|marketing|data|police) "
    r"officer|vice president|head of \w+|team lead|tech lead|team member|(?:tech|team|business|thought) leader|co-?founder)s?",
    re.IGNORECASE,
)
"""Who does it; that it is done well is a matter of its own: product management."""
_OFFICES = frozenset("CEO CTO COO CFO CPO CMO CIO CRO CISO SVP EVP".split())
_QUALITY = re.compile(
    r".*-(?:backed|based|driven|led|powered|oriented|facing|sized|minded|funded|focused|friendly|like|related|specific|wide|style|ready|grade|free|rich)",
    re.IGNORECASE,
)
"""What only stands before another word: "venture-backed"."""


def is_too_general(thing: Thing, often: int, *, in_title: bool) -> bool:
    """Whether nobody would look for it: as terms readers find half of those right, but who draws a map leaves them out.

    Args:
        often: mentions from which on a talk has come back to a common term.
        in_title: the talk is about it by its own account.
    """
    if thing.name.removesuffix("s") in _OFFICES and not in_title:
        return True
    term = thing.kind == "CONCEPT" and not thing.is_name and not in_title
    if term and (_JOB.fullmatch(thing.name) or _QUALITY.fullmatch(thing.name)):
        return True
    common = is_common(thing) or thing.name.removesuffix("s") in read_words().common_initials
    return common and len(thing.mentions) < often
