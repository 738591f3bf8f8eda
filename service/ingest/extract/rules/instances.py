"""Names beside the word for many of their sort, by words in a row: "MuSig2, FROST and other multi-signature schemes",
"soft forks, including Taproot", "NoSQL databases like MongoDB and Cassandra".

`attributes.py` has what the grammar ties to a term by "such as" and "like"; here are lists, and what stands behind a term.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import Thing, fold, is_common, is_named
from service.ingest.extract.rules.sorts import listed
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.meant import Span
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PART_OF, _RELATED = types_of("PART_OF"), types_of("RELATED_TO")
_MANY = ("NNS", "NNPS")
_SORTS = frozenset(
    "database scheme protocol language system platform framework library tool service engine wallet solution model format "
    "implementation client network device app method technique algorithm architecture store proposal".split()
)
"""What stands behind a term that says of which sort they are: "NoSQL databases"."""
_GIVING = ("like", "including", "especially", "particularly", "namely")
_DENYING = frozenset("no not n't n’t never without unlike than".split())
_LOOK_BACK = 4


def from_instances(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """All names of the sentence that are given as some of many; `spans` are the entities of the sentence."""
    doc, begin, stop = sentence.passage.doc, sentence.span.start, sentence.span.end
    for start, end, sort in spans:
        word, types = end - 1, _PART_OF
        if sort.kind != "CONCEPT" or is_common(sort):
            continue
        if doc[word].tag_ not in _MANY and end < stop and doc[end].lemma_.lower() in _SORTS:
            word, types = end, _RELATED
        if doc[word].tag_ not in _MANY or any(
            t.lower_ in _DENYING for t in doc[max(begin, start - _LOOK_BACK) : start]
        ):
            continue
        whole = End(sort, doc[start:end].root, first=start)
        given = _behind(doc, spans, word + 1, stop)
        for one, label in (*given, *_before(doc, spans, start, begin)):
            if _may_be_one(one.thing, sort):
                yield from state(sentence, one, types, whole, label, (word,), general=True)


def _may_be_one(one: Thing, sort: Thing) -> bool:
    """A thing by name, or a known term; but no "multi-sig" of "multi-sig schemes"."""
    told = is_named(one) or one.known
    apart = fold(one.name) not in fold(sort.name) and fold(sort.name) not in fold(one.name)
    return told and apart and one.kind in ("PRODUCT", "CONCEPT")


def _behind(doc: "Doc", spans: Sequence[Span], place: int, stop: int) -> Iterator[tuple[End, str]]:
    """Those of "…, including X and Y", "… such as X, Y and Z"."""
    comma = place < stop and doc[place].text == ","
    place += comma
    label = ""
    if place + 1 < stop and doc[place : place + 2].text.lower() == "such as":
        label, place = "such as", place + 2
    elif place < stop and doc[place].lower_ in _GIVING and doc[place].pos_ != "INTJ":
        if doc[place].lower_ == "like" and comma:
            return  # "we look at soft forks, like, Taproot": a mere word of hesitation
        label, place = doc[place].lower_, place + 1
    starts = {start: (end, thing) for start, end, thing in spans}
    if label:
        yield from ((end, label) for end in listed(doc, starts, place, stop, several=True))


def _before(doc: "Doc", spans: Sequence[Span], place: int, begin: int) -> Iterator[tuple[End, str]]:
    """Those of "X, Y and other …"."""
    while place - 1 > begin and doc[place - 1].pos_ == "ADJ" and doc[place - 1].lower_ != "other":
        place -= 1
    if place - 2 <= begin or doc[place - 1].lower_ != "other" or doc[place - 2].lower_ not in ("and", "or"):
        return
    ends = {end: (start, thing) for start, end, thing in spans}
    place -= 2
    while place > begin:
        if place in ends:
            stop, (place, thing) = place, ends[place]
            yield End(thing, doc[place:stop].root, first=place), "and other"
            if place - 1 < begin or doc[place - 1].text not in (",", "and"):
                return
        elif doc[place - 1].text in (",", "and"):
            place -= 1
        else:
            return
