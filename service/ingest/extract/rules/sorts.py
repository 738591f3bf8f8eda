"""Names behind the word for what they are, by words in a row: "the Lightning implementation LND", "covenant proposals such as
CTV", "a Bitcoin wallet called Electrum", "LND is one of the Lightning implementations".

What stands before the word says whose or what kind of one it is: of what has a name, or of a term.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import Thing, is_named
from service.ingest.extract.rules.copulas import WRITTEN
from service.ingest.extract.rules.thinglike import is_thing
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.meant import Span
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import Types, read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BASED_ON, _PART_OF = types_of("BASED_ON"), types_of("PART_OF")
_USES, _RELATED = types_of("PRODUCT>USES:PRODUCT"), types_of("RELATED_TO")
_MANY = ("NNS", "NNPS")
_BETWEEN = (",", "and", "or", "the", "&")
_BE = ("is", "was", "'s", "’s", "are", "were")
_SMALL = frozenset("just also really actually basically still currently now".split())


def from_sorts(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """All that words for what a thing is say of the names beside them; `spans` are the entities of the sentence."""
    doc, starts = sentence.passage.doc, {start: (end, thing) for start, end, thing in spans}
    for start, end, owner in spans:
        types = _types(owner, doc[end]) if end < sentence.span.end else ()
        if not types or not is_thing(owner):
            continue
        sort, whole = doc[end], End(owner, doc[start:end].root, first=start)
        named = [*_behind(doc, starts, start, end), *_one_of(doc, spans, start, sentence.span.start)]
        for part in named if sort.pos_ == "NOUN" else ():
            if part.thing.kind not in ("PERSON", "EVENT") and (is_named(part.thing) or part.thing.known):
                label = f"{owner.name} {sort.lower_}"
                yield from state(sentence, part, types, whole, label, (sort.i,), general=True)


def _types(owner: Thing, sort: "Token") -> Types:
    """What the word says, behind what it follows: an implementation implements it, a proposal is one of its kind."""
    words, lemma = read_patterns().sorts, sort.lemma_.lower()
    if lemma in words["BASED_ON"]:
        return _BASED_ON
    if lemma in words["PART_OF"]:
        return _PART_OF if owner.kind == "CONCEPT" else _RELATED
    written = lemma in WRITTEN and owner.name in read_words().languages
    if lemma in words["RELATED_TO"] and owner.kind == "PRODUCT":
        return _USES + _RELATED if written else _RELATED
    return ()


def _behind(doc: "Doc", starts: dict[int, tuple[int, Thing]], start: int, place: int) -> Iterator[End]:
    """The names behind the word at `place`: beside it, after "called", or as examples of several."""
    many = doc[place].tag_ in _MANY
    article = start > 0 and doc[start - 1].lower_ in ("a", "an", "another", "the", "this")
    behind = place + 1
    if behind >= len(doc):
        return
    if doc[behind].lower_ in ("called", "named"):
        yield from listed(doc, starts, behind + 1, len(doc), several=many)
    elif doc[behind].lower_ == "like" and (many or doc[start - 1].lower_ in ("a", "an")):
        yield from listed(doc, starts, behind + 1, len(doc), several=True)
    elif doc[behind : behind + 2].text.lower() == "such as":
        yield from listed(doc, starts, behind + 2, len(doc), several=True)
    elif article and not many:
        yield from listed(doc, starts, behind, len(doc), several=False)


def listed(
    doc: "Doc", starts: dict[int, tuple[int, Thing]], place: int, stop: int, *, several: bool
) -> Iterator[End]:
    """The names from `place` up to `stop`; with `several` also those that follow the first by commas and "and"."""
    while place < stop:
        if place in starts:
            begin, (place, thing) = place, starts[place]
            if place < stop and (doc[place].pos_ in ("NOUN", "PROPN") or doc[place].tag_ == "POS"):
                return  # "like Python programs"
            yield End(thing, doc[begin:place].root, first=begin)
        elif several and doc[place].lower_ in _BETWEEN:
            place += 1
        else:
            return
        if not several:
            return


def _one_of(doc: "Doc", spans: Sequence[Span], start: int, first: int) -> Iterator[End]:
    """What is said to be "one of the Ys", before that."""
    place = start
    while place > first and doc[place - 1].pos_ in ("DET", "ADJ", "ADV"):
        place -= 1
    if place - 3 < first or doc[place - 1].lower_ != "of" or doc[place - 2].lower_ != "one":
        return
    place -= 2
    if doc[place - 1].text == ",":
        place -= 1
    else:
        while place > first and doc[place - 1].lower_ in _SMALL:
            place -= 1
        if doc[place - 1].lower_ not in _BE:
            return
        place -= 1
    yield from (End(thing, doc[begin:end].root, first=begin) for begin, end, thing in spans if end == place)
