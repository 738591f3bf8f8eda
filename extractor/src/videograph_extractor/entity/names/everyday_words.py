"""Handles names that are everyday words in talks without capitals: "go", "spiral" and "discord" are names only if the
words around leave no other reading."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from service.domain.document import Kind, SegmentInfo
from service.extractors.common.word_tables import read_hand_made, read_words
from videograph_extractor.entity.things import Thing
from videograph_extractor.text.forms import Forms

_WIDTH = 40
_WRITTEN_IN = re.compile(
    r"\b(?:written|writing|write|wrote|programming|programs?|coding|coded?|implemented|rewrite|rewritten|rewrote|ported|generics|"
    r"concurrency|librar(?:y|ies)|packages?|developers?|tests?) (?:it |this |that |them |everything |all )?in $"
)
_OF_LANGUAGE = re.compile(
    r" (?:code|codebase|programs?|programmers?|programming|developers?|devs|routines?|modules?|compiler|toolchain|runtime|community|"
    r"ecosystem|standard library|packages?|librar(?:y|ies)|binar(?:y|ies)|generics|conference|meetup|sdk)\b"
)
_CALLED = re.compile(
    r"\b(?:tool|app|application|shell|editor|platform|framework|library|wallet|product|service|project|language|database|plugin|"
    r"extension|browser|terminal|bot|site|website|company|startup|exchange) (?:called|named) $"
)
_OF_PRODUCT = re.compile(
    r" (?:servers?|channels?|workspace|app|bot|account|wallet|api|sdk|plugins?|extension|cli|shell|editor|library|framework|themes?)\b"
)
_AT = re.compile(
    r"\b(?:work|works|worked|working|jobs?|engineers?|engineering|ceo|cto|co-?founders?|founders?|employees?|folks|people|friends|"
    r"hired|interned|internship|over|back) (?:at|by) $"
)
_USED = re.compile(
    r"\b(?:i|we|you|they|people|folks) (?:use|used|are using|were using|switched to|installed|love|tried) $|"
    r"\b(?:using|learn|learning|posted (?:on|in)|chat on|built (?:on|with)|runs on|running on|in) $"
)
_CLOSED = re.compile(
    r"$| (?:and|but|or|for|as|because|so|which|is|was|it|that|with|when|since|then|i|we|you|they|there|are|were|has|have|can|will|would|now)\b"
)
"""What follows a word that nothing more belongs to."""
_OFTEN = 2


def find_everyday(segments: Sequence[SegmentInfo], found: Collection[str]) -> list[Thing]:
    """The names of the hand-made tables that the words around show, each with the places where they do. `found` are those
    that are looked for wherever they stand."""
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    shown: set[str] = set()
    for index, segment in enumerate(segments):
        text = segment.text.lower()
        for start, end, form in _forms().finditer(text):
            before, behind = text[max(0, start - _WIDTH) : start], text[end : end + _WIDTH]
            if form in found:
                continue
            enough, may_be = _cues(form, before, behind)
            if enough or may_be:
                places[form].add((index, start))
            if enough:
                shown.add(form)
    names = _names()
    return [
        Thing(names[form][0], names[form][1], loose={form}, spelt=True, known=True, places={form: where})
        for form, where in places.items()
        if form in shown or len(where) >= _OFTEN
    ]


def _cues(form: str, before: str, behind: str) -> tuple[bool, bool]:
    """Whether the words around are enough to show a name, and whether they are those of one that is shown elsewhere."""
    name, kind = _names()[form]
    closed = _CLOSED.match(behind) is not None
    if name in read_words().languages:
        team = before.endswith("the ") and behind.startswith(" team")
        enough = team or _OF_LANGUAGE.match(behind) or (closed and _WRITTEN_IN.search(before))
    elif kind == "COMPANY":
        enough = closed and _AT.search(before)
    else:
        enough = _OF_PRODUCT.match(behind) or (closed and _CALLED.search(before))
    return bool(enough), bool(closed and kind == "PRODUCT" and _USED.search(before))


@cache
def _names() -> dict[str, tuple[str, Kind]]:
    """Lower case → name and kind, of single words that name what is made or who makes it."""
    table = read_hand_made()
    names: dict[str, tuple[str, Kind]] = {}
    for name, kind in (*table.ambiguous.items(), *table.kinds.items()):
        if name.isalpha() and len(name) > 1 and not name.isupper() and kind in ("PRODUCT", "COMPANY"):
            names.setdefault(name.lower(), (name, kind))
    return names


@cache
def _forms() -> Forms:
    return Forms(_names())
