"""Finds sentences in text without full stops, such as automatic captions.

What is taken for one sentence there is a dozen. So each stretch from one subject to the next is read by itself: written
as a sentence and parsed again, it shows whether it is one. Only stretches that begin with something on the map are tried;
parsing all of them again would take as long as the talk.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.names.restored_capitals import spell
from videograph_extractor.entity.things import upper_first
from videograph_extractor.outline.wording import LONGEST, SHORTEST, trim
from videograph_extractor.text.clauses import ends_open, find_clauses, runs_on
from videograph_extractor.text.language import parse
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TRIED = 25
"""Stretches of each tenth of the talk that are parsed again."""
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_LINKS = frozenset(
    "because that which who whose whereas when whenever if whether where while as than how what why like of unless until "
    "although though since".split()
)
"""Before a subject, these tie its clause to what is before it."""
_TRAILING = _LINKS | frozenset(
    "so and but or well now then right yeah okay basically actually also just the a an i mean you know um uh".split()
)
_IN_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM")
_FINITE = ("VBZ", "VBP", "VBD")
_THINKING = frozenset(["think", "guess", "believe", "know", "mean", "say", "find", "see"])
_RELATIVE = ("WDT", "WP", "WP$", "WRB")


@dataclass(frozen=True)
class Reading:
    """A stretch read as a sentence: where it stands, how it is written, its parse, what of the map is in that, and whether it
    is only part of what was said in one breath."""

    place: Sentence
    text: str
    words: "Span"
    named: frozenset[int]
    part: bool


def read_unstopped(
    sentences: Sequence[Sentence], named: Sequence[Collection[int]], spellings: Mapping[str, str] | None
) -> Iterator[Reading]:
    """Stretches that are sentences. `named[i]`: tokens of what the map has in the parser's sentence `i`."""
    tried = _best_of_each_part(list(_stretches(sentences, named)), len(sentences), spellings)
    for (place, text, names), doc in zip(tried, parse([text for _, text, _ in tried]), strict=True):
        if len(list(doc.sents)) > 1:
            continue
        whole = doc[:]
        for words in [whole] if not runs_on(whole) else find_clauses(whole, bare=True):
            if not ends_open(words) and not runs_on(words) and _is_of_a_piece(words):
                own = text if words is whole else upper_first(f"{words.text}.")
                yield Reading(
                    place, own, words, frozenset(t.i for t in words if t.lower_ in names), words is not whole
                )


def _best_of_each_part(
    stretches: Sequence[tuple[Sentence, frozenset[str]]], sentences: int, spellings: Mapping[str, str] | None
) -> list[tuple[Sentence, str, frozenset[str]]]:
    """So many of each tenth of the talk, those with something on the map before others, with their text."""
    parts: dict[int, list[tuple[bool, int, Sentence, str, frozenset[str]]]] = {}
    for i, (place, names) in enumerate(stretches):
        text = trim(place.span.text)
        if SHORTEST <= len(text.split()) <= LONGEST:
            written = text if spellings is None else spell(text, spellings)
            words = frozenset(token.lower_ for token in place.span)
            part = parts.setdefault(place.index * 10 // sentences, [])
            part.append((names.isdisjoint(words), i, place, f"{written}.", names))
    kept = [one for part in parts.values() for one in sorted(part, key=lambda p: p[:2])[:_TRIED]]
    return [(place, text, names) for _, _, place, text, names in sorted(kept, key=lambda p: p[1])]


def _stretches(
    sentences: Sequence[Sentence], named: Sequence[Collection[int]]
) -> Iterator[tuple[Sentence, frozenset[str]]]:
    """What may be a sentence, in the order said, and the words in it that name things."""
    starts: dict[int, list[int]] = {}
    for sentence in sentences:
        doc = sentence.passage.doc
        if id(doc) not in starts:
            starts[id(doc)] = _starts(doc)
        here = frozenset(named[sentence.index])
        pieces = [
            sentence.span,
            *_from_subjects(sentence.span, here, starts[id(doc)]),
            *find_clauses(sentence.span, bare=True),
        ]
        names = frozenset(doc[i].lower_ for i in here)
        for piece in sorted(pieces, key=lambda span: (span.start, span.end)):
            if len(piece):
                yield replace(sentence, span=piece), names


def _from_subjects(span: "Span", named: frozenset[int], starts: Sequence[int]) -> Iterator["Span"]:
    """From each subject that is on the map to the next that nothing ties to it, or, as that may be none, the one after."""
    doc = span.doc
    for token in span:
        if token.dep_ not in _SUBJECTS or token.pos_ not in ("NOUN", "PROPN") or token.head.i < token.i:
            continue
        start = _first(token)
        if start < span.start or named.isdisjoint(range(start, token.i + 1)):
            continue
        if start and not _may_begin_behind(doc[start - 1]):
            continue
        ends = [s for s in starts if s > token.i][:2] or [len(doc)]
        for end in ends:
            while end > start and doc[end - 1].lower_ in _TRAILING:
                end -= 1
            yield doc[start:end]


def _first(subject: "Token") -> int:
    """Where the phrase of a subject begins, without what only hangs on it in the parse."""
    start = subject.i
    while (
        start
        and subject.doc[start - 1].pos_ in _IN_PHRASE
        and subject.doc[start - 1].head.i
        in (
            subject.i,
            start,
        )
    ):
        start -= 1
    return start


def _may_begin_behind(before: "Token") -> bool:
    """Not in the middle of a question ("why does …"), a wish or a condition."""
    if before.lower_ in _LINKS or before.pos_ == "AUX" or before.tag_ == "PRP$":
        return False
    return before.pos_ != "VERB" or before.lemma_ in _THINKING


def _is_of_a_piece(words: "Span") -> bool:
    """Whether a parse holds together: verbs have subjects that agree with them, and what is joined is alike."""
    last, before = words[-1], words[-2 if len(words) > 1 else -1]
    if last.is_punct and len(words) > 2:
        last, before = before, words[-3]
    if last.text.capitalize() in read_words().first_names and before.pos_ not in (
        "ADP",
        "CCONJ",
        "DET",
        "PROPN",
    ):
        return False  # who is spoken to
    for token in words:
        if token.pos_ == "INTJ" or token.dep_ == "dep" or token.lower_ == "so":
            return False
        if token.dep_ == "conj" and _sort(token) != _sort(token.head):
            return False
        if (
            token.dep_ == "cc"
            and token.head.dep_ != "preconj"
            and not any(c.dep_ == "conj" for c in token.head.children)
        ):
            return False
        if token.dep_ == "npadvmod" and token.pos_ == "PROPN" and not token.ent_type_:
            return False
        if token.tag_ in _FINITE and token.dep_ not in ("aux", "auxpass") and not _agrees(token):
            return False
    return True


def _sort(token: "Token") -> str:
    return {"PROPN": "NOUN", "PRON": "NOUN", "AUX": "VERB", "NUM": "NOUN"}.get(token.pos_, token.pos_)


def _agrees(verb: "Token") -> bool:
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return verb.dep_ == "conj" or any(c.dep_.startswith("csubj") for c in verb.children)
    if subject.pos_ not in ("NOUN", "PROPN") or any(c.dep_ == "conj" for c in subject.children):
        return True
    several = subject.tag_ in ("NNS", "NNPS")
    return not ((verb.tag_ == "VBP" and not several) or (verb.tag_ == "VBZ" and several))


def _starts(doc: "Doc") -> list[int]:
    return sorted(
        {
            token.left_edge.i
            for token in doc
            if token.dep_ in _SUBJECTS
            and token.tag_ not in _RELATIVE
            and not (token.left_edge.i and doc[token.left_edge.i - 1].lower_ in _LINKS)
        }
    )
