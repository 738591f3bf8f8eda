"""Finds proper names in the talk: spaCy's names, runs of capitalized words, and known names.

spaCy alone takes "Yeah" for a person and "So I" for a company; the trimming rules here are what makes its
answers usable on speech. Which kind a name is of is not decided here: each find carries a vote.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.domain.document import Kind
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.names.edges import opens_sentence
from videograph_extractor.entity.names.shapes import is_role
from videograph_extractor.entity.names.spans import find_spans, has_inner_capital
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERED = re.compile(r"\d[A-Z]")
_GLUED = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Hon)\. ?(?=[A-Z])")
_HONOURS = re.compile(r"(?<=[a-z]{3}) (?:AM|MP|MSP|QC|KC)$")
_DOTTED = re.compile(r"(?<![.\w])\.(?=[A-Z]{2})")
_CENTURY = re.compile(r"\b(?:Century|Centuries|Street|Avenue|Boulevard)$")
CONTRACTED = re.compile(r"['’](?:re|ll|ve|m|d|t)\b")
"""The end of "they're" and "don't", which no name has."""
_EITHER = re.compile(r"\band/or\b")
_LONGEST = 80
"""Letters of a name, which may be the title of a paper."""
_SHOUTED = 7
"""Letters from which on plain words in capitals are no abbreviation: "AMAZING", "COMMERCIAL BREAK"; SOLID is one."""
_PLAIN = 0.3
"""How rare a plain word is at most."""
_EDGE = " \t\n.,;:!?\"“”‘’'()[]{}<>*…-–—&/"


@dataclass
class Name:
    """One spelling with what speaks for it. `clear` counts places where only a name is written with a capital
    (not at the start of a sentence), `known` says that it is in the table of names."""

    text: str
    votes: Counter[str] = field(default_factory=Counter[str])
    count: int = 0
    clear: int = 0
    known: Kind | None = None


def find_names(passages: Sequence[Passage]) -> dict[str, Name]:
    """Names by spelling, in order of first appearance."""
    names: dict[str, Name] = {}
    for passage in passages:
        taken: set[int] = set()
        chosen: list[tuple[int, int, str | None]] = []
        # of overlapping finds the longest: "Bitcoin Mechanic" is not Bitcoin
        for start, end, label in sorted(find_spans(passage.doc), key=lambda s: s[0] - s[1]):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                chosen.append((start, end, label))
        for start, end, label in sorted(chosen, key=lambda s: s[0]):
            span = passage.doc[start:end]
            text = clean(span.text + (")" if passage.doc[end : end + 1].text == ")" else ""))
            if not text:
                continue
            name = names.setdefault(text, Name(text))
            name.count += 1
            name.clear += (
                not opens_sentence(span[0]) or has_inner_capital(text) or _is_acted_on(span.root, text)
            )
            if label is not None:
                name.votes[label] += 1
    lower = Counter(t.text for p in passages for t in p.doc if t.is_lower)
    return {text: name for text, name in names.items() if _is_name(name, lower)}


def _is_acted_on(head: "Token", text: str) -> bool:
    """ "React was created by Facebook": an everyday word that names a thing, and of which the parser makes a name to which something was
    done. No other reading is left of it, though it opens the sentence."""
    kind = read_known_names().ambiguous.get(text, "PERSON")
    return kind != "PERSON" and head.dep_ == "nsubjpass" and head.pos_ == "PROPN"


def pattern_of(forms: Sequence[str], flags: int = 0) -> re.Pattern[str]:
    """Matches any of the forms as whole words, longest first: "C" is not in "C++", nor "Node" in "Node.js"."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    inner = "|".join(re.escape(form) for form in ordered) or r"(?!)"
    return re.compile(rf"(?<![\w+#/@-])(?:{inner})(?![\w+#@]|[./'’-](?!s\b)\w)", flags)


def clean(text: str) -> str:
    """A name without what clings to it: quotes, a possessive, brackets but those that it opens itself, as O(N) does."""
    whole = " ".join(text.split())
    text = _GLUED.sub("", whole.strip(_EDGE))
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    text = _HONOURS.sub("", text.strip(_EDGE))
    if text.count("(") > text.count(")"):
        text = f"{text})" if f"{text})" in whole else text.partition("(")[0].strip(_EDGE)
    dotted = _DOTTED.search(whole)
    return f".{text}" if dotted and text and whole.startswith(text, dotted.end()) else text


def _is_name(name: Name, lower: Counter[str]) -> bool:
    """Whether a spelling is a name rather than a word that began a sentence."""
    text = name.text
    table = read_known_names()
    name.known = table.kinds.get(text)
    if name.known is not None:
        return True
    if len(text) < 2 and text not in table.ambiguous:
        return False
    if text.islower() and (" " in text or CONTRACTED.search(text)):
        return False  # "but they're", which a model calls a body
    if _NUMBERED.fullmatch(text) or is_role(text) or text.lower() in read_words().lone:
        return False
    if (
        _CENTURY.search(text)
        or _EITHER.search(text)
        or text.lower() in read_words().not_names
        or not any(c.isalpha() for c in text)
        or len(text) > _LONGEST
        or _is_shouted(text)
    ):
        return False
    if " " not in text:
        if name.clear == 0:
            return name.count >= 2 and rarity(text) == 1.0 and lower[text.lower()] == 0
        if text in table.ambiguous:
            return True
        # As often in lower case: an ordinary word that somebody wrote large once.
        return not lower[text.lower()] >= name.count or text in read_words().first_names
    return True


def _is_shouted(text: str) -> bool:
    """Plain words in capitals, for loudness or to say what is heard: no name and no abbreviation."""
    return (
        len(text) >= _SHOUTED
        and text.isupper()
        and all(word.isalpha() and rarity(word) < _PLAIN for word in text.split())
    )
