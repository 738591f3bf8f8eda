"""Finds statements by word patterns if the grammar found none: "i work at Y", "X is written in Y", "i'm the cto of
Y".

Without capitals and full stops the parser gets many sentences wrong, and some of those with them. What stands in a row
needs no parse: who, at most a few small words, the word that connects, and whom or what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing
from videograph_extractor.rules.deeds import is_to_come, is_unwanted
from videograph_extractor.rules.roles import SERVES, label_from
from videograph_extractor.statement.ends import SORTS, End, is_about, is_for
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.factuality import SUBJECTS, is_stated
from videograph_extractor.text.patterns import LEADS, Types, read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Spans = Sequence[tuple[int, int, Thing]]

_ARTICLES = frozenset("the a an some".split())
_BE = frozenset("is are was were am be been being 's ’s 'm ’m 're ’re".split())
_SMALL = _BE | frozenset(
    "have has had 've ’ve also just really actually first originally recently currently still now always mostly "
    "basically all both then even only do".split()
)
_ROLE_WORDS = frozenset("and co".split()) | _ARTICLES
_OF = ("of", "at", "for", "with")
_BEFORE = frozenset(
    "if whether unless would could should might said says saying like what how which why not n't n’t never".split()
)
"""Shortly before who does it: asked, supposed, or told by somebody else."""
_RIGHT_BEFORE = frozenset("did does do can will is are was were".split())
_DOING = ("have", "do", "get", "finish", "complete", "take", "land")
_MOST_SMALL, _MOST_ROLE, _LOOK_BACK = 4, 5, 3


@dataclass(frozen=True)
class _Row:
    """What connects, as found going back from the target: `first` is the place of its first word."""

    types: Types
    label: str
    word: "Token"
    first: int
    turned: bool = False


def from_surface(said: Said, sentence: Sentence, spans: Spans) -> Iterator[Statement]:
    """All statements by words in a row; `spans` are the entities of the sentence."""
    doc, ends = sentence.passage.doc, {end: (start, thing) for start, end, thing in spans}
    for start, end, thing in spans:
        if _goes_on(sentence, end):
            continue
        if end < sentence.span.end and (is_for(doc[end], thing) or is_about(doc[end], thing)):
            continue
        target = End(thing, doc[start:end].root, first=start)
        place = start
        while place - 1 > sentence.span.start and doc[place - 1].lower_ in _ARTICLES:
            place -= 1
        if end < sentence.span.end and doc[end].lower_ in SORTS and doc[place].lower_ in ("a", "an"):
            continue  # "a CNI plugin" is not CNI
        for row in _rows(sentence, place):
            found = _who(said, sentence, ends, row.first)
            if row.word.tag_ == "VBG" and (found is None or not _is_going_on(sentence, found[0], row)):
                continue  # "it prevents X using Y"
            if found is None or _is_owner(found[0]):
                continue
            if not _is_asked(sentence, found[1]) and _is_fact(row.word):
                source = found[0]
                made = row.types[-1][1] == "CREATED" and doc[place].lower_ in ("a", "an")
                if made or (row.word.lemma_ == "write" and thing.name in read_words().languages):
                    continue  # one of many, or what is written in and not what is made
                pair = (target, source) if row.turned else (source, target)
                yield from state(sentence, pair[0], row.types, pair[1], row.label, (row.word.i,))
        if place > sentence.span.start and doc[place - 1].lower_ == "from" and place - 1 in ends:
            begin, person = ends[place - 1]
            if person.kind == "PERSON" and not _are_pairs(sentence, ends, begin, end, spans):
                source = End(person, doc[begin : place - 1].root, first=begin)
                yield from state(sentence, source, SERVES, target, label_from("from", target), (place - 1,))


def _are_pairs(
    sentence: Sentence, ends: dict[int, tuple[int, Thing]], begin: int, end: int, spans: Spans
) -> bool:
    """ "X and Y from A and B": who of the two is from which is not said."""
    doc, starts = sentence.passage.doc, {start: thing for start, _, thing in spans}
    joined = begin - 1 > sentence.span.start and doc[begin - 1].lower_ == "and"
    two = joined and begin - 1 in ends and ends[begin - 1][1].kind == "PERSON"
    return two and end + 1 < sentence.span.end and doc[end].lower_ == "and" and end + 1 in starts


def _goes_on(sentence: Sentence, end: int) -> bool:
    """Whether a noun or a possessive follows, so that the words are about that: "i love open source projects"."""
    if end >= sentence.span.end:
        return False
    behind = sentence.passage.doc[end]
    noun = behind.pos_ in ("NOUN", "PROPN") and behind.dep_ != "npadvmod"  # "by google years ago"
    return behind.tag_ == "POS" or behind.lower_ in ("one", "ones") or (noun and behind.lower_ not in SORTS)


def _is_owner(end: End) -> bool:
    """ "The creator of X is working on Y": it is not X that is."""
    of = end.token.head
    return end.token.dep_ == "pobj" and of.lower_ == "of" and of.head.dep_ in SUBJECTS


def _is_going_on(sentence: Sentence, source: End, row: _Row) -> bool:
    words = sentence.passage.doc[source.token.i + 1 : row.word.i]
    return any(word.lower_ in _BE for word in words)


def _is_fact(word: "Token") -> bool:
    return word.pos_ not in ("VERB", "AUX") or is_stated(word)


def _rows(sentence: Sentence, place: int) -> Iterator[_Row]:
    """The ways in which the words that end before `place` can connect."""
    table, doc, first = read_patterns(), sentence.passage.doc, sentence.span.start
    if place - 2 < first:
        return
    if doc[first:place].text.lower().endswith(" on top of"):
        place -= 2
    last, before = doc[place - 1], doc[place - 2]
    lemma = before.lemma_.lower()
    # "Ann runs X": the grammar has to say how (verbs.py)
    done = (
        last.pos_ == "VERB"
        and last.lemma_ != "run"
        and not table.leaves_unsaid(last.lemma_.lower(), last.tag_)
    )
    if done and (types := table.verbs.get(last.lemma_.lower())):
        yield _Row(types, last.lower_, last, place - 1)
    if last.pos_ not in ("ADP", "SCONJ", "ADV"):
        return
    key, label = f"{lemma} {last.lower_}", f"{before.lower_} {last.lower_}"
    passive = before.tag_ == "VBN" and place - 3 >= first and doc[place - 3].lower_ in _BE
    if passive and last.lower_ == "by" and (types := LEADS if lemma == "run" else table.verbs.get(lemma)):
        yield _Row(types, before.lower_, before, place - 2, turned=True)
        return
    forms = table.passive if passive else table.prepositional if before.pos_ == "VERB" else {}
    if (types := forms.get(key)) and not table.leaves_unsaid(key, before.tag_):
        yield _Row(types, label, before, place - 2)
    if before.pos_ == "NOUN" and not is_unwanted(before) and (types := table.experience.get(key)):
        yield from _experiences(sentence, before, label, types)
    noun_types = table.nouns.get(key) or (table.roles.get(lemma) if last.lower_ in _OF else None)
    if noun_types and before.pos_ in ("NOUN", "PROPN"):
        yield from _roles(sentence, before, label if key in table.nouns else before.lower_, noun_types)


def _roles(sentence: Sentence, role: "Token", label: str, types: Types) -> Iterator[_Row]:
    """ "am the co-founder and CTO (of Y)": back over what describes the role to the "am"."""
    doc, place = role.doc, role.i - 1
    while place > sentence.span.start and role.i - place <= _MOST_ROLE:
        token = doc[place]
        if token.lower_ in _BE:
            yield _Row(types, label, role, place + 1)
            return
        if token.lower_ not in _ROLE_WORDS and token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV"):
            return
        place -= 1


def _experiences(sentence: Sentence, noun: "Token", label: str, types: Types) -> Iterator[_Row]:
    """ "did a summer internship (at Y)": back over what describes the noun to the verb."""
    for place in range(noun.i - 1, max(sentence.span.start, noun.i - _MOST_ROLE), -1):
        token = noun.doc[place]
        if token.lemma_.lower() in _DOING and token.pos_ in ("VERB", "AUX"):
            if not is_to_come(noun, token):
                yield _Row(types, label, token, place)
            return
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET") or token.lower_ in ("no", "any", "enough"):
            return


def _who(
    said: Said, sentence: Sentence, ends: dict[int, tuple[int, Thing]], place: int
) -> tuple[End, int] | None:
    """Who or what stands before `place`, but for small words, and where that begins."""
    doc, steps = sentence.passage.doc, 0
    while place > sentence.span.start and steps <= _MOST_SMALL:
        if place in ends:
            start, thing = ends[place]
            return End(thing, doc[start:place].root, first=start), start
        token = doc[place - 1]
        if token.lower_ in ("i", "we"):
            voice = said.voice_at(token)
            return (voice, place - 1) if voice is not None else None
        if token.lower_ not in _SMALL:
            return None
        place, steps = place - 1, steps + 1
    return None


def _is_asked(sentence: Sentence, start: int) -> bool:
    doc, first, words = sentence.passage.doc, start, 0
    while first > sentence.span.start and words < _LOOK_BACK:
        first -= 1
        words += not doc[first].is_punct
    turned = start > first and doc[start - 1].lower_ in _RIGHT_BEFORE
    return turned or any(doc[i].lower_ in _BEFORE for i in range(first, start))
