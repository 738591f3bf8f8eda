"""Finds terms: repeated noun phrases of a talk, as candidates for concepts and topics.

Every stretch of a noun phrase that could be a term is counted; a shorter one counts only as far as it stands
without the longer (C-value: Frantzi, Ananiadou, Mima 2000), so that of "cluster mempool implementation" the
"cluster mempool" is what stays.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.text.language import rarity
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 4
_LONGEST_UNLISTED = 3
_OF_ALL = 6
"""A described word is a term of its own from this part of all its mentions on."""
_OF_A_SUBJECT = 0.8
"""How specific a word or phrase is at least that a table has as one subject's."""
_NO_SINGULAR = frozenset(["data", "media", "metadata", "criteria"])


@dataclass
class Term:
    """A noun phrase under its `key` (lower case, last word in the singular) with the spellings in use."""

    key: str
    forms: Counter[str] = field(default_factory=Counter[str])
    score: float = 0.0
    specificity: float = 0.0
    described: bool = False
    """Whether its first word describes: "valid block"."""

    @property
    def count(self) -> int:
        return self.forms.total()


def find_terms(passages: Sequence[Passage]) -> dict[str, Term]:
    """Terms by key, in order of first appearance, those that stand often enough by themselves."""
    terms: dict[str, Term] = {}
    for passage in passages:
        for chunk in passage.doc.noun_chunks:
            for tokens in _stretches(list(chunk)):
                key = _key(tokens)
                form = passage.doc[tokens[0].i : tokens[-1].i + 1].text
                term = terms.setdefault(key, Term(key))
                term.forms[form] += 1
                term.described |= tokens[0].pos_ == "ADJ" or tokens[0].tag_ in ("VBG", "VBN")
    longer: defaultdict[str, list[int]] = defaultdict(list)
    for key, term in terms.items():
        words = key.split()
        for size in range(1, len(words)):
            for first in range(len(words) - size + 1):
                inner = " ".join(words[first : first + size])
                if inner in terms:
                    longer[inner].append(term.count)
    heads = Counter(_singular(t) for p in passages for t in p.doc if t.pos_ == "NOUN")
    kept: dict[str, Term] = {}
    for key, term in terms.items():
        words = key.split()
        nested = sum(longer[key]) / len(longer[key]) if longer[key] else 0.0
        term.score = log2(1 + len(words)) * (term.count - nested)
        term.specificity = _specificity(words)
        if _is_term(term, words, terms) and not _is_composed(term, heads[words[-1]]):
            kept[key] = term
    return kept


def _stretches(chunk: list["Token"]) -> Iterator[list["Token"]]:
    """Contiguous parts of a noun phrase that begin and end like a term."""
    words = read_words()
    table = read_known_names()
    for end in range(len(chunk), 0, -1):
        last = chunk[end - 1]
        if last.pos_ not in ("NOUN", "PROPN") or not _is_word(last) or _is_name_word(last):
            continue
        for start in range(end - 1, max(-1, end - 2 - _LONGEST), -1):
            token = chunk[start]
            tokens = chunk[start:end]
            if (key := _key(tokens)) in table.terms or key in table.weak_terms:
                yield tokens
                continue
            if token.text == "-" and start > 0:
                continue
            if not _may_be_inside(token):
                break
            compound = start + 1 < end and chunk[start + 1].text == "-"
            if not compound and (token.lower_ in words.empty_modifiers or token.lower_ in words.not_names):
                break
            if len(tokens) == 1 and (last.lower_ in words.empty_nouns or last.pos_ == "PROPN"):
                continue
            yield tokens


def _key(tokens: Sequence["Token"]) -> str:
    key = " ".join([*(t.lower_ for t in tokens[:-1]), _singular(tokens[-1])])
    return key.replace(" - ", "-")


def _may_be_inside(token: "Token") -> bool:
    """A comparative or superlative compares, and names nothing: "the lowest fee rate"."""
    inside = token.pos_ in ("NOUN", "PROPN", "ADJ") or token.tag_ in ("VBG", "VBN")
    return inside and token.tag_ not in ("JJR", "JJS") and _is_word(token)


def _is_name_word(token: "Token") -> bool:
    """A name cannot be the head of a term: "Bitcoin Mechanic" is for `proper_names.py`."""
    return token.pos_ == "PROPN" and token.text[0].isupper()


def _is_word(token: "Token") -> bool:
    text = token.text.replace("-", "").replace("_", "").replace("'", "")
    return len(text) > 1 and text.isalnum() and not text.isdigit()


def _singular(token: "Token") -> str:
    if token.lower_ in _NO_SINGULAR or token.tag_ not in ("NNS", "NNPS"):
        return token.lower_
    return token.lemma_.lower()


def _specificity(words: Sequence[str]) -> float:
    """0 to 1: how much a phrase belongs to a field rather than to everybody's talk."""
    parts = [part for word in words for part in word.split("-") if part]
    rare = [rarity(part) for part in parts]
    if len(parts) == 1:
        return rare[0]
    return min(1.0, 0.35 + 0.5 * max(rare) + 0.3 * sum(rare) / len(rare))


def _is_composed(term: Term, head: int) -> bool:
    """One of many things that the talk says of its subject: "a valid block" in a talk about blocks. `head` is how often its
    last word is said."""
    table = read_known_names()
    listed = term.key in table.terms or term.key in table.weak_terms
    return term.described and not listed and term.count * _OF_ALL < head


def _is_term(term: Term, words: Sequence[str], terms: Collection[str]) -> bool:
    """Whether a phrase is a term; `terms` are the keys of all phrases of the talk."""
    table = read_known_names()
    field = table.everyday_terms.get(term.key)
    if term.key in table.terms and (field is None or not field.isdisjoint(terms)):
        term.specificity = 1.0
        return term.score > 0
    if term.key in table.weak_terms:
        term.specificity = max(term.specificity, _OF_A_SUBJECT)
        return term.count >= 2 and term.score > 0
    if term.key in read_words().empty_phrases:
        return False
    empty = read_words().empty_nouns
    if words[-1] in empty and term.count < (6 if words[0] in empty else 4) and len(words) < 3:
        return False
    if len(words) == 1 and "-" not in words[0]:
        return term.score >= 3.0 and term.specificity >= 0.2
    return len(words) <= _LONGEST_UNLISTED and term.count >= 2 and term.score >= 2.0
