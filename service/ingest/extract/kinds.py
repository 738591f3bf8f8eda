"""What kind of thing a name is of: one vote over the whole talk, as spaCy alone calls Python a company here and
a person there."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from service.ingest.document import Kind
from service.ingest.extract.language import rarity
from service.ingest.extract.names import Name
from service.ingest.extract.people import has_first_name, is_full_name, is_plausible_person
from service.ingest.extract.tables import read_known_names, read_words
from service.ingest.extract.things import fold, one_name

Votes = defaultdict[str, float]
"""Kind, or PLACE, → weight of what speaks for it."""
_KINDS: tuple[Kind, ...] = ("COMPANY", "CONCEPT", "EVENT", "PERSON", "PRODUCT")
PLACE = "PLACE"
"""A place is none of the five kinds: a name that is mostly one is left out."""
_BEFORE: tuple[tuple[str, str, float], ...] = (
    (
        r"\b(?:work(?:s|ed|ing)? (?:at|for)|job at|hired (?:by|at)|employees? (?:at|of)|engineers? at|(?:CEO|CTO|founders?|co-?founders?) (?:of|at)|compan(?:y|ies) (?:called|named|like)|startup (?:called|named)|acquired by|over at)\s+(?:the\s+)?$",
        "COMPANY",
        2.0,
    ),
    (
        r"\b(?:using|use|uses|used|install(?:ed|ing)?|download(?:ed|ing)?|upgrade to|upgraded to|tool (?:called|named|like)|app (?:called|named)|library (?:called|named)|written in|running|version of|built (?:on|with)|rewrite in)\s+(?:the\s+)?$",
        "PRODUCT",
        1.0,
    ),
    (
        r"\b(?:idea (?:called|named|of)|concept of|concept called|technique (?:called|named)|protocol called|proposal called|scheme called|attack called|notion of|theory of|known as)\s+(?:the\s+|a\s+)?$",
        "CONCEPT",
        1.5,
    ),
    (
        r"\b(?:attended|speak(?:ing)? at|spoke at|talk at|keynote at|presented at|conference called|won (?:the|a)|awarded the)\s+(?:the\s+)?$",
        "EVENT",
        1.0,
    ),
    (
        r"\b(?:hey|hi|hello|thanks|thank you|welcome|welcome back|my name is|joined by|his name is|her name is|guy named|person named|named after|co-?host)[,]?\s+$",
        "PERSON",
        2.0,
    ),
    (r"\b(?:in|near|from|to|visit|live in|lives in|based in|moved to|city of)\s+$", PLACE, 0.2),
)
_BEHIND: tuple[tuple[str, str, float], ...] = (
    (r"^(?:'s|’s)?\s+(?:said|says|told|wrote|explained|argued|mentioned|asked|thinks|thought|wanted|pointed out|tweeted)\b", "PERSON", 1.0),
    (r"^\s+(?:announced|acquired|hired|raised|employees|engineers|is hiring|laid off|CEO|CTO|founder|co-founder|Inc\b)", "COMPANY", 1.5),
    (r"^\s+(?:protocol|algorithm|technique|scheme|approach|theorem|attack|problem|upgrade|soft fork|proposal|opcode|pattern|principle|standard|transactions?|outputs?|signatures?|address(?:es)?|channels?)\b", "CONCEPT", 0.7),
    (r"^\s+(?:API|SDK|app|library|framework|client|node|server|database|compiler|package|plugin|repo|repository|release|v?\d+\.\d+|version)\b", "PRODUCT", 0.7),
    (r"^\s+(?:conference|summit|meetup|workshop|award|prize)\b", "EVENT", 1.5),
)  # fmt: skip
_VERSION = re.compile(r"[ -](?:v|version )?\d+(?:\.\d+)+(?:[.-]?\w+)?$|[ -]v\d+$")
_YEAR = re.compile(r" (?:19|20)\d\d$")
_BODY = re.compile(
    r"(?:University|Universities|Department|Office|Institute|Bank|Ministry|School|College|Academy|Bureau) of "
)
_RARE = 0.3
_CUES = [(re.compile(p, re.IGNORECASE), kind, weight, True) for p, kind, weight in _BEFORE]
_CUES += [(re.compile(p, re.IGNORECASE), kind, weight, False) for p, kind, weight in _BEHIND]


def vote_on_context(before: str, behind: str) -> Votes:
    """What the words on both sides of a mention speak for."""
    votes: Votes = defaultdict(float)
    for pattern, kind, weight, is_before in _CUES:
        if pattern.search(before[-40:] if is_before else behind[:40]):
            votes[kind] += weight
    return votes


def decide_kind(name: Name, lower_count: int, context: Mapping[str, float]) -> Kind | None:
    """The kind of a name; None for places and for what cannot be told from an ordinary word.

    `lower_count`: how often the same words are said in lower case, as a noun phrase.
    """
    text = name.text
    table = read_known_names()
    known = name.known or known_kind(text)
    if known is not None:
        return known
    votes: Votes = defaultdict(float)
    for label, n in name.votes.items():
        if label == "PERSON" and not _may_be_person(text):
            continue
        if label == "COMPANY" and _is_initials(text):
            n *= 0.5  # spaCy's answer to every abbreviation
        votes[label] += n
    for kind, weight in context.items():
        votes[kind] += weight
    last = text.split()[-1].lower().rstrip(".")
    if (ending := read_words().endings.get(last)) is not None and " " in text:
        votes[ending] += 3 + name.count
    elif " " in text and not _may_be_person(text):
        for kind, weight in _vote_on_parts(text).items():
            votes[kind] += weight + name.count
    if _BODY.match(text):
        votes["COMPANY"] += 3 + name.count
    if text in table.ambiguous:
        votes[table.ambiguous[text]] += 2 + name.count
    if _is_initials(text):
        votes["CONCEPT"] += 0.4 + 0.75 * name.count
    elif _is_made_up(text):
        votes["PRODUCT"] += 0.4 + 1.1 * name.count
    if lower_count:
        votes["CONCEPT"] += 1.5 * lower_count
    if _may_be_person(text) and has_first_name(text) and " " in text and len(text.split()) <= 3:
        votes["PERSON"] += 2 + name.count
    if re.fullmatch(r"(?:BIP|EIP|RFC|PEP|BOLT|ISO)s?[ -]?#?\d+\w*", text):
        votes["CONCEPT"] += 5 * name.count
    if not any(votes.values()) and name.clear and (" " in text or rarity(text) > _RARE):
        return "PRODUCT"  # a name of nothing known: most of those are of things that are made
    if not votes:
        return None
    best = max(_KINDS, key=lambda kind: votes[kind])
    return best if votes[best] > votes[PLACE] else None


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
    elif table.kinds.get(first) == "PRODUCT":
        votes["PRODUCT"] = 1.0
    return votes


def _may_be_person(text: str) -> bool:
    if " " not in text:
        return has_first_name(text)
    return is_full_name(text) and is_plausible_person(text)


def known_kind(text: str) -> Kind | None:
    """The kind of a name of the table, in whatever spelling: BitGold is Bit Gold; "BDK 1.0" is what BDK is."""
    folded = _folded()
    bare = _VERSION.sub("", text)
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


def _is_initials(text: str) -> bool:
    return text.rstrip("s").isupper() and text.isalpha() and len(text) <= 7


def _is_made_up(text: str) -> bool:
    """CamelCase, a version, a file name: how things that are made get written."""
    return " " not in text and (
        (text[1:].lower() != text[1:] and not text.isupper()) or any(c.isdigit() for c in text) or "." in text
    )
