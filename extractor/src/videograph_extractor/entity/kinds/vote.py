"""Decides the kind of a name by one vote over the whole talk, because spaCy alone calls Python a company in one place
and a person in another."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from service.domain.document import Kind
from service.extractors.common.word_tables import read_hand_made, read_known_names, read_words
from videograph_extractor.entity.kinds.cues import PLACE, Votes
from videograph_extractor.entity.names.proper_names import Name
from videograph_extractor.entity.names.shapes import is_ruler
from videograph_extractor.entity.people.people import (
    begins_with_initials,
    has_first_name,
    is_family_name,
    is_full_name,
    is_plausible_person,
    may_be_first_name,
)
from videograph_extractor.entity.things import fold, one_name
from videograph_extractor.text.language import rarity
from videograph_extractor.text.tables import read_places

_KINDS: tuple[Kind, ...] = ("COMPANY", "CONCEPT", "EVENT", "PERSON", "PRODUCT")
_VERSION = re.compile(r"[ -](?:v|version )?\d+(?:\.\d+)+(?:[.-]?\w+)?$|[ -]v\d+$")
_YEAR = re.compile(r" (?:19|20)\d\d$")
_BODY = re.compile(
    r"\b(?:University|Universities|Department|Office|Institute|Bank|Ministry|School|College|Academy|Bureau|Foundation|City|Council|Association) (?:of|for) [A-Z]"
)
_STANDARD = re.compile(r"[A-Z]{3,5}[- ]?\d{1,5}|X\.?\d{3,5}")
"""SHA2, FIPS-140, X.509: letters and a number are what standards have."""
_RARE = 0.3
_ONE_WORD = 0.5
"""What the model's "organisation" says of a single word, however often: less than that most names are of things made."""
_SOMEWHERE = 1.0
"""What the model's "person" says of a single word that is a name only somewhere in the world: Sails, Merb and Mage are, too."""
_LONG = 4
"""Words of a name that with small ones among them, and quoted or called so, is a title, whatever it ends with."""
_SMALL = re.compile(r" (?:and|of|in|the|for|to|with|on|a) ")
_FEW = 2
"""Mentions of letters from which on more of them say nothing more about what they are short for."""
_UNKNOWN = 0.6
"""What speaks for a thing that is made before anything is known: most names of talks are such."""


def decide_kind(
    name: Name, lower_count: int, context: Mapping[str, float], person: bool = True
) -> Kind | None:
    """The kind of a name; None for places and for what cannot be told from an ordinary word.

    `lower_count`: how often the same words are said in lower case, as a noun phrase; `person`: whether it may be one.
    """
    text = name.text
    table = read_known_names()
    known = name.known or known_kind(text)
    if known is not None:
        if text in table.either and context.get("COMPANY", 0.0) > context.get("PRODUCT", 0.0):
            return "COMPANY"
        return known
    if text in read_places():
        return None
    votes = count_votes(name, lower_count, context)
    if not person:
        votes.pop("PERSON", None)
    if not any(votes.values()) and name.clear and (" " in text or rarity(text) > _RARE):
        # a name of nothing known: most of those are of things that are made
        return "PERSON" if person and " " not in text and may_be_first_name(text) else "PRODUCT"
    if not votes:
        return None
    best = max(_KINDS, key=lambda kind: votes[kind])
    return best if votes[best] > votes[PLACE] else None


def count_votes(name: Name, lower_count: int, context: Mapping[str, float]) -> Votes:
    """What speaks for each kind, and for a place, of a name that no table knows: the models' labels, the words around
    its mentions, its form, its parts."""
    text, table = name.text, read_known_names()
    votes: Votes = defaultdict(float)
    for label, n in name.votes.items():
        if label == "PERSON" and not _may_be_person(text):
            continue
        if label == "COMPANY":  # spaCy's answer to every abbreviation and to every name of software
            n = 0.5 * n if " " in text else min(0.5 * n, _ONE_WORD)
        if label == "PERSON" and " " not in text and not has_first_name(text):
            n = min(n, _SOMEWHERE)
        votes[label] += n
    for kind, weight in context.items():
        votes[kind] += weight
    if " " not in text and not any(context.values()) and may_be_first_name(text) and not _is_initials(text):
        votes["PERSON"] += _UNKNOWN  # somebody's name somewhere: rather than a thing's, if nothing tells
    head = text.partition(" of ")[0]  # the Law of Demeter is a law
    last = head.split()[-1].lower().rstrip(".")
    titled = votes["PRODUCT"] > 0 and len(text.split()) > _LONG and _SMALL.search(text) is not None
    if (ending := read_words().endings.get(last)) is not None and " " in text and not titled:
        votes[ending] += 3 + name.count
    elif " " in text and not _may_be_person(text):
        for kind, weight in _vote_on_parts(text).items():
            votes[kind] += weight + name.count
    if shows_body(text):
        votes["COMPANY"] += 3 + name.count
    if text in table.ambiguous:
        # a name out of WordNet is that of many families, and of bodies called after them
        some = text not in read_hand_made().ambiguous and table.ambiguous[text] == "PERSON"
        votes[table.ambiguous[text]] += 1 + 0.3 * name.count if some else 2 + name.count
    if _is_initials(text) or _STANDARD.fullmatch(text):
        votes["CONCEPT"] += 0.4 + 0.75 * min(name.count, _FEW)
        votes["COMPANY"] += votes.pop("PERSON", 0.0)  # "NASA said": what speaks and is written so is a body
    elif _is_made_up(text):
        votes["PRODUCT"] += 0.4 + 1.1 * name.count
    elif votes["COMPANY"] and not votes["PERSON"]:
        votes["PRODUCT"] += _UNKNOWN
    if lower_count:
        votes["CONCEPT"] += 1.5 * lower_count
    if _may_be_person(text) and " " in text and len(text.split()) <= 3:
        first, *_, last = text.split()
        likely = may_be_first_name(first) and is_family_name(last)
        if has_first_name(text) or likely or begins_with_initials(text):
            votes["PERSON"] += 2 + name.count
    if re.fullmatch(r"(?:BIP|EIP|RFC|PEP|BOLT|ISO)s?[ -]?#?\d+\w*", text):
        votes["CONCEPT"] += 5 * name.count
    return votes


def _vote_on_parts(text: str) -> Votes:
    """ "Microsoft Edge" and "BDK Discord" are what their last word is, "Node ChakraCore" is of Node, and what
    ends in a year is a happening."""
    votes: Votes = defaultdict(float)
    table = read_known_names()
    first, *_, last = text.split()
    if _YEAR.search(text):
        votes["EVENT"] = 2.0
    elif (kind := table.kinds.get(last) or table.ambiguous.get(last)) is not None:
        votes[kind] = 2.0
    elif table.kinds.get(first) == "EVENT":
        votes["EVENT"] = 2.0  # "PyCon Australia"
    elif table.kinds.get(first) in ("PRODUCT", "COMPANY"):
        votes["PRODUCT"] = 1.0  # "Microsoft Docs": its name stands before what somebody makes
    return votes


def _may_be_person(text: str) -> bool:
    if is_ruler(text):
        return True
    if " " not in text:
        return has_first_name(text) or may_be_first_name(text)
    return is_full_name(text) and is_plausible_person(text)


def known_kind(text: str) -> Kind | None:
    """The kind of a name of the table, in whatever spelling: BitGold is Bit Gold; "BDK 1.0" is what BDK is."""
    folded = _folded()
    bare = _VERSION.sub("", text)
    if text.istitle() and fold(text) in _spelt_oddly() and rarity(text) < 1.0:
        return None  # Scale is not SCaLE
    kind = folded.get(fold(one_name(text)))
    if kind is None and bare and bare != text:
        kind = folded.get(fold(one_name(bare)), "PRODUCT")
    if kind is None and (numbered := re.fullmatch(r"(.+?)[ -]v?\d+", text)):
        kind = folded.get(fold(one_name(numbered.group(1))))
        kind = kind if kind == "PRODUCT" else None
    return kind


@cache
def _folded() -> dict[str, Kind]:
    table = read_known_names()
    return {fold(name): kind for name, kind in reversed(table.kinds.items()) if name not in table.ambiguous}


@cache
def _spelt_oddly() -> frozenset[str]:
    """Names that only their capitals make: SCaLE, but not iPhone."""
    names = (name for name in read_known_names().kinds if name.isalpha() and not name[1:].islower())
    return frozenset(fold(name) for name in names if name[0].isupper() and name[1:2].isupper())


def shows_body(text: str) -> bool:
    """ "University of …", "Ministry for …": the words of the name say that it is a body."""
    return _BODY.search(text) is not None


def _is_initials(text: str) -> bool:
    return text.rstrip("s").isupper() and text.isalpha() and len(text) <= 7


def _is_made_up(text: str) -> bool:
    """CamelCase, a version, a file name: how things that are made get written."""
    return " " not in text and (
        (text[1:].lower() != text[1:] and not text.isupper()) or any(c.isdigit() for c in text) or "." in text
    )
