"""Whose a work is, by words in a row: "in my book, Learning Chef", "AJ Towns' Bitcoin Inquisition project", "Blockstream
is using VLS in their Greenlight solution"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.statement.ends import SORTS, End
from service.ingest.extract.statement.grammar import objects, subjects
from service.ingest.extract.statement.meant import Span
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import Types, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import is_stated
from service.ingest.extract.text.tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MADE, _OF_COMPANY = types_of("CREATED:PRODUCT FOUNDED:COMPANY"), types_of("WORKS_AT")
_CREATED, _CREATED_ANY = types_of("CREATED:PRODUCT"), types_of("CREATED:PRODUCT,CONCEPT")
_OURS = frozenset("library framework project package".split())
_MINE = _OURS | frozenset("book paper podcast blog newsletter course startup company channel".split())
"""What is one's own for having made it, when its name follows."""
YOURS = frozenset("book podcast blog newsletter course startup company".split())
_OF_WHOM = {"my": _MINE, "our": _OURS, "your": YOURS}
_HAD = _OURS | frozenset("podcast newsletter show startup company tool app plugin product".split())
"""What one "has" for having made or founded it, when its name follows; a book may be somebody else's."""
_BEING = frozenset("company startup podcast newsletter blog".split())
"""What one has one of, so that its name may follow with a bare "is"."""
_CALLED = frozenset(["called", "named"])
_IS = frozenset(["is", "'s", "’s"])
_LEADING = _CALLED | _IS | {","}
_A = frozenset("a an another this".split())
_NOT_MADE = frozenset(
    "favorite favourite previous current first last old next new main primary parent".split()
)
_DEVISED = frozenset("project proposal protocol language algorithm scheme theorem spec specification".split())
"""What is somebody's for having been thought of by them, behind its name."""
_THOUGHT_UP = frozenset(
    "work proposal idea paper project invention design concept scheme protocol creation construction technique".split()
)
"""What something is "by" those who made it: "X is a proposal by Y"."""
_OFFERED = SORTS | {"solution", "service", "product", "offering"}
_MOST = 4


def types_of_own(work: "Token") -> Types:
    """What "my" or somebody's work says: that they made or founded it; one's company is where one works."""
    return _OF_COMPANY if work.lemma_.lower() == "company" else _MADE


def from_works(said: Said, sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """All works of the sentence whose makers stand before them; `spans` are the entities of the sentence."""
    doc = sentence.passage.doc
    for start, end, thing in spans:
        if thing.kind not in ("PRODUCT", "CONCEPT", "COMPANY") or not is_named(thing):
            continue
        work = End(thing, doc[start:end].root, first=start)
        for maker, place, types in (
            *_mine(said, sentence, start, end),
            *_devised(doc, spans, start, end),
            *_theirs(said, work, end),
        ):
            label = doc[place].lower_
            yield from state(sentence, maker, types, work, label, (place,))


def _mine(said: Said, sentence: Sentence, start: int, end: int) -> Iterator[tuple[End, int, Types]]:
    """ "My book, X", "our open source library called X", "my company is X", "I have a tool called X"."""
    doc, first = sentence.passage.doc, sentence.span.start
    place = start - 1
    while place > first and doc[place].lower_ in _LEADING:
        place -= 1
    leading = [token.lower_ for token in doc[place + 1 : start]]
    if not leading or not _leads(doc[place], doc[place + 1], leading):
        return
    sort, i = doc[place].lemma_.lower(), place - 1
    while (
        i > first
        and place - i <= _MOST
        and doc[i].pos_ in ("ADJ", "NOUN", "PROPN")
        and doc[i].lower_ not in _OF_WHOM
    ):
        i -= 1
    if i < first or any(token.lower_ in _NOT_MADE for token in doc[i:place]):
        return
    whose = doc[i] if sort in _OF_WHOM.get(doc[i].lower_, ()) else _who_has(doc[i], sort, leading)
    if whose is None:
        return
    ends = end >= sentence.span.end or doc[end].is_punct or doc[end].pos_ in ("CCONJ", "SCONJ", "ADP")
    called = leading[-1] in _CALLED
    if not called and not (ends and (end - start > 1 or doc[max(i - 1, 0)].lower_ != "in")):
        return  # "in my book, Python is the best"
    voice = said.who_at(whose)
    if voice is not None:
        yield voice, place, types_of_own(doc[place])


def _leads(sort: "Token", behind: "Token", leading: Sequence[str]) -> bool:
    """Whether the words between a sort of work and a name say that it is its name."""
    if behind.lower_ not in _IS:
        return _IS.isdisjoint(leading)
    verb = behind.head if behind.dep_ == "auxpass" else behind
    told = not _CALLED.isdisjoint(leading) or sort.lemma_.lower() in _BEING
    return told and is_stated(verb)


def _who_has(article: "Token", sort: str, leading: Sequence[str]) -> "Token | None":
    """The "I" of "I have a tool called X"."""
    if sort not in _HAD or article.lower_ not in _A or _CALLED.isdisjoint(leading) or article.i < 2:
        return None
    verb, who = article.nbor(-1), article.nbor(-2)
    had = verb.lemma_.lower() == "have" and verb.pos_ == "VERB" and is_stated(verb)
    return who if had and who.lower_ == "i" else None


def _devised(doc: "Doc", spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[End, int, Types]]:
    """ "Y's X project"."""
    if (
        end >= len(doc)
        or doc[end].lemma_.lower() not in _DEVISED
        or start < 2
        or doc[start - 1].tag_ != "POS"
    ):
        return
    language = doc[end].lemma_.lower() != "language" and doc[start:end].text in read_words().languages
    for first, last, maker in spans:
        if last == start - 1 and maker.kind in ("PERSON", "COMPANY") and not language:
            yield End(maker, doc[first:last].root, first=first), end, _CREATED_ANY


def _theirs(said: Said, work: End, end: int) -> Iterator[tuple[End, int, Types]]:
    """ "Y … their X solution", where Y is the company that does what the sentence says."""
    doc, head = work.token.doc, work.token
    sort = end < len(doc) and doc[end].lower_ in _OFFERED and work.token.head.i == end
    owned = doc[end] if sort else head
    mine = next((c for c in owned.children if c.dep_ == "poss" and c.lower_ == "their"), None)
    if mine is None or work.thing.kind != "PRODUCT" or (work.thing.known and not sort):
        return
    verb = owned
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ == "VERB" and is_stated(verb):
        for maker in subjects(said, verb):
            if maker.thing.kind == "COMPANY" and maker.token.pos_ != "PRON":
                yield maker, mine.i, _CREATED


def from_thought_up(
    said: Said, sentence: Sentence, verb: "Token", noun: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    """ "Cluster mempool is a work by Y and Z"."""
    if noun.lemma_.lower() not in _THOUGHT_UP:
        return
    for by in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "by"):
        for maker in (end for end in objects(said, by) if end.thing.kind in ("PERSON", "COMPANY")):
            for work in (end for end in who if is_named(end.thing) or " " in end.thing.name):
                label = f"{noun.lower_} by"
                yield from state(sentence, maker, _CREATED_ANY, work, label, (verb.i, noun.i))
