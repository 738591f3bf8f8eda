"""Finds introductions of people by word patterns: "Ann Lee, lead maintainer of Y and Z", "our guest is a speaker and
the CTO of Y, Ann Lee".

A chain of roles and names between commas is what the parser gets wrong most often, with capitals or without them.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import Thing
from videograph_extractor.rules.roles import by_rank
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.reference.pronouns import Span
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import Types, read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AT = ("of", "at", "for", "behind", "on")
_JOINING = ("and", ",", "&", "/", "-")
_BESIDE = frozenset("the a an our my and co - , / & current former lead".split())
_MOST = 9
"""Words that a chain of roles may have."""
_TITLES = ("ADJ", "NOUN", "PROPN")


def from_introduction(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """All roles said right behind or before a person's name; `spans` are the entities of the sentence."""
    doc = sentence.passage.doc
    people = [s for s in spans if s[2].kind == "PERSON"]
    ends = {start: (end, thing) for start, end, thing in spans}
    for start, stop, person in people:
        source = End(person, doc[start:stop].root, first=start)
        if stop + 1 < sentence.span.end and doc[stop].lower_ == ",":
            at = _end_of_roles(doc, stop + 1, sentence.span.end)
            yield from _each(sentence, source, list(doc[stop + 1 : at]), _names(doc, ends, at + 1))
        for first, last, _ in spans:
            # "…, the CTO of Y, Ann Lee"
            if last + 1 == start and doc[last].lower_ == "," and doc[first - 1].lower_ in _AT:
                begin = _start_of_roles(doc, first - 1, sentence.span.start)
                if any(begin <= s[0] < s[1] < first and doc[s[1]].lower_ == "," for s in people):
                    continue  # "Tom Reed, founder of Y, Ann Lee, …": it is Tom who is
                yield from _each(
                    sentence, source, list(doc[begin : first - 1]), _names(doc, ends, first, last)
                )


def _each(
    sentence: Sentence, source: End, titles: Sequence["Token"], targets: Sequence[End]
) -> Iterator[Statement]:
    """Each role for each of the things that it is a role at."""
    for role, types in _roles(titles):
        for target in targets:
            yield from state(sentence, source, by_rank(role, target, types), target, role.lower_, (role.i,))


def _roles(titles: Sequence["Token"]) -> list[tuple["Token", Types]]:
    """The roles among titles: the last word of each, as "manager" in "lead program manager"."""
    table, found = read_patterns().roles, list[tuple["Token", Types]]()
    for token, behind in zip_longest(titles, titles[1:]):
        last = behind is None or behind.lower_ in _JOINING
        if last and (types := table.get(token.lemma_.lower())):
            found.append((token, types))
    return found


def _end_of_roles(doc: "Doc", place: int, stop: int) -> int:
    """Where the "of" stands behind the titles that begin at `place`; `place` itself if there is none."""
    begin = place
    while place < stop and place - begin <= _MOST:
        token = doc[place]
        if token.lower_ in _AT and place > begin:
            return place
        if (
            token.lower_ not in _BESIDE
            and token.pos_ not in _TITLES
            and token.lemma_.lower() not in read_patterns().roles
        ):
            break
        place += 1
    return begin


def _start_of_roles(doc: "Doc", at: int, stop: int) -> int:
    """Where the titles before the "of" begin."""
    place = at
    while place > stop and at - place <= _MOST:
        token = doc[place - 1]
        if token.lower_ not in _BESIDE and token.pos_ not in _TITLES:
            break
        place -= 1
    return place


def _names(doc: "Doc", ends: dict[int, tuple[int, Thing]], place: int, most: int | None = None) -> list[End]:
    """The things named from `place` on, joined by commas and "and"."""
    found: list[End] = []
    while place < len(doc) and (most is None or place < most):
        if place in ends:
            end, thing = ends[place]
            if found and end < len(doc) and doc[end].pos_ in _TITLES:
                break  # "director of A and B core developer"
            found.append(End(thing, doc[place:end].root, first=place))
            place = end
            if place < len(doc) and doc[place].lower_ != "and":
                break
        elif doc[place].lower_ in ("the", "and"):
            place += 1
        else:
            break
    return found
