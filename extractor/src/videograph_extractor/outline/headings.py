"""Finds phrases of the talk that can be a heading, in two to eight words as they were said.

"Package relay" says little of a chapter; "the cost of running a node", "building APIs in Go" and "What is a fee
bump?" say what is talked about. Which phrase stands over which chapter is for `titles.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import small, upper_first
from videograph_extractor.text.speech import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ASKED = 1.6
"""Worth of a question."""
PLAIN = 1.0
"""Worth of a noun phrase alone."""
SHORTEST, LONGEST = 2, 8
_PREPOSITIONS = frozenset(
    "of in for with on between from without against behind via as versus over through across into inside under".split()
)
_AMOUNTS = frozenset(
    "lot lots bit bunch couple number kind kinds sort sorts type types part parts piece pieces set sets one ones way ways amount amounts rest half majority version versions pair list group form forms plenty "
    "handful ton tons thousand thousands hundred hundreds million millions billion billions example examples case cases time times day days year years level side point points name sense idea matter terms top bottom middle end start order front case something anything "
    "people person guy guys word words thing things stuff folks everybody anybody fact front minute minutes hour hours week weeks month months percent".split()
)
"""Nouns that stand for what follows "of", or for nothing."""
_RELATIONS = frozenset(
    "history future benefit benefits advantage advantages disadvantages downside downsides difference differences problem problems issue issues challenge challenges role use uses cost costs impact state evolution design origin origins "
    "limits idea purpose value importance meaning definition effect effects trade-off trade-offs tradeoffs risk risks need process story version".split()
)
"""Nouns that say nothing alone and much with what they belong to."""
_DULL = frozenset(
    "stuff thing things item items scheme nature manner huge grand side sense way kind sort bit lot people guys sake et cetera etc some any fascinating amazing incredible deep sick lifetime burn standpoint enough upcoming multi".split()
)
_AWAY = frozenset("this that these those another other such same".split())
"""Words that say which by what was said before: "a language in this machine language"."""
_DULL_VERBS = frozenset(
    "do have get go be say talk think make look see want try come take put give keep let know need mean happen start call tell ask feel seem become sit wait end hear like love listen speak mention move bring find figure show turn happen sort".split()
)
_QUESTION = re.compile(
    r"(?:what (?:is|are)|how (?:does|do|did|is|are|to)|why (?:is|are|do|does|did))\b", re.IGNORECASE
)
_NO_QUESTION = re.compile(
    r"\b(?:i|you|we|it|its|they|them|their|he|she|your|our|my|me|us|this|that|these|those|there|here|going|thing|things|stuff|one|ones|everyone|everybody|guys|people|think|mean|something|someone|feel|name|so|next|story|deal|point)\b|['’,]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phrase:
    """`words` as they stand in a heading, `inside` one; `lemmas` of its content words; the segment; `worth` of its shape."""

    words: str
    inside: str
    lemmas: tuple[str, ...]
    segment: int
    worth: float


def find_phrases(passages: Sequence[Passage]) -> list[Phrase]:
    """All phrases of the talk, in order, also those that are said again."""
    found: list[Phrase] = []
    for passage in passages:
        for start, end, worth in _spans(passage.doc):
            span = passage.doc[start:end]
            inside = _write(span)
            words = upper_first(inside)
            lemmas = tuple(dict.fromkeys(token.lemma_.lower() for token in span if _is_content(token)))
            leaning = worth < _ASKED and any(token.pos_ == "PRON" for token in span)
            away = any(token.lower_ in _DULL or token.lower_ in _AWAY for token in span)
            if " - " in words or leaning or away:
                continue
            if lemmas and SHORTEST <= len(words.split()) <= LONGEST:
                found.append(Phrase(words, inside, lemmas, passage.place(span.start_char)[0], worth))
    return found


def _spans(doc: "Doc") -> Iterator[tuple[int, int, float]]:
    """Token ranges with the worth of their shape."""
    chunks = {start: end for start, end in (_trimmed(chunk) for chunk in doc.noun_chunks) if start < end}
    begins = {
        chunk.start: start for chunk in doc.noun_chunks for start, end in [_trimmed(chunk)] if start < end
    }
    for start, end in chunks.items():
        head = doc[end - 1]
        bare = head.lower_ in _AMOUNTS or head.lower_ in read_words().empty_nouns
        if not bare:
            yield start, end, PLAIN
        joined = _complement(doc, end, chunks, begins)
        if joined is not None and head.lower_ not in _AMOUNTS and (not bare or head.lower_ in _RELATIONS):
            yield start, joined, 1.5
        verb = doc[start - 1] if start else None
        if verb is not None and verb.dep_ == "det" and start > 1:
            verb = doc[start - 2]
        if (
            verb is not None
            and not bare
            and _is_doing(verb)
            and head.dep_ == "dobj"
            and head.head.i == verb.i
        ):
            yield verb.i, end, 1.4
            if joined is not None:
                yield verb.i, joined, 1.5
    for sentence in doc.sents:
        if sentence.text.rstrip().endswith("?"):
            for start in range(sentence.start, min(sentence.end, sentence.start + 4)):
                text = doc[start : sentence.end].text.strip()
                if _QUESTION.match(text):
                    if not _NO_QUESTION.search(text):
                        yield start, sentence.end, _ASKED
                    break


def _trimmed(chunk: "Span") -> tuple[int, int]:
    """A noun phrase without articles, amounts and judgements in front; empty if it is none for a heading."""
    words = read_words()
    start, end = chunk.start, chunk.end
    doc = chunk.doc
    while start < end and (
        doc[start].pos_ in ("DET", "PRON", "NUM", "ADV", "CCONJ", "PUNCT", "INTJ", "PART")
        or (doc[start].lower_ in words.empty_modifiers and not _is_of_name(doc[start]))
        or doc[start].lower_ in words.not_names
    ):
        start += 1
    inside = doc[start:end]
    if start >= end or chunk.root.pos_ not in ("NOUN", "PROPN") or chunk.root.i != end - 1:
        return start, start
    if any(
        t.pos_ in ("PRON", "DET", "INTJ", "CCONJ", "SYM") or t.ent_type_ in ("PERSON", "DATE", "TIME")
        for t in inside
    ):
        return start, start
    if not all(any(c.isalnum() for c in t.text) or t.text in ("-", "/", ".", "'s", "’s") for t in inside):
        return start, start
    return start, end


def _is_of_name(token: "Token") -> bool:
    """ "New" in New York."""
    return token.tag_ == "NNP" and token.dep_ == "compound" and token.head.tag_ == "NNP"


def _complement(doc: "Doc", end: int, chunks: dict[int, int], begins: dict[int, int]) -> int | None:
    """Where the phrase ends with the "of …" behind it, if that belongs to it."""
    if end + 1 >= len(doc):
        return None
    preposition = doc[end]
    if preposition.dep_ != "prep" or preposition.lower_ not in _PREPOSITIONS or preposition.head.i != end - 1:
        return None
    start = begins.get(end + 1)
    if start is None:
        return None
    last = doc[chunks[start] - 1]
    if last.lower_ in _AMOUNTS or last.lower_ in read_words().empty_nouns or last.head.i != preposition.i:
        return None
    # "difference between A and B": both or none
    if any(c.dep_ == "conj" for c in last.children):
        other = next(c for c in last.children if c.dep_ == "conj")
        joined = begins.get(last.i + 2)
        if joined is not None and chunks[joined] - 1 == other.i and doc[last.i + 1].lower_ == "and":
            return other.i + 1
        if preposition.lower_ == "between":
            return None
    return chunks[start]


def _is_doing(verb: "Token") -> bool:
    """ "Building APIs", and not "is building APIs"."""
    return (
        verb.tag_ == "VBG"
        and verb.lemma_.lower() not in _DULL_VERBS
        and not any(c.dep_ in ("aux", "auxpass", "neg", "nsubj") for c in verb.children)
    )


def _is_content(token: "Token") -> bool:
    return token.pos_ in ("NOUN", "PROPN", "VERB") and not token.is_stop and any(map(str.isalnum, token.text))


def _write(span: "Span") -> str:
    """The words as inside a sentence: with capitals only where they are written so anyway."""
    text = " ".join(span.text.split())
    if span[0].is_sent_start and span[0].pos_ != "PROPN":
        first, _, rest = text.partition(" ")
        text = f"{small(first)} {rest}".strip()
    return text


def is_names_only(inside: str) -> bool:
    """Whether a phrase, as it stands inside a sentence, is nothing but words with capitals: names beside each other, or half of one."""
    return all(word[:1].isupper() for word in re.findall(r"[^\W\d_][\w’'.]*", inside) if len(word) > 2)
