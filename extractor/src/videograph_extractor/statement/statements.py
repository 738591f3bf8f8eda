"""A statement about two entities, under the first type that their kinds allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from inspect import currentframe
from typing import TYPE_CHECKING

from service.domain.model import KINDS, read_model
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing, is_by_the_way, is_named, is_plain_word
from videograph_extractor.statement.admissible import is_anybodys, is_example, may_stand_for
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.exclusions import is_excepted, is_no_deed
from videograph_extractor.statement.history import is_history
from videograph_extractor.statement.labels import label_of
from videograph_extractor.statement.modified_names import is_narrowed, is_pointed_out
from videograph_extractor.statement.quoting import with_names
from videograph_extractor.statement.tense import is_past
from videograph_extractor.statement.traits import read_traits
from videograph_extractor.text.patterns import Types, read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINT = ("USES", "CREATED", "ACQUIRED", "INVESTED_IN", "BASED_ON", "COMPETES_WITH")
"""What "we" do as the people of a company, and the company with them."""
_VOICES = ("i", "we")
_ARTICLES = ("a", "an")
_RULES = "videograph_extractor.rules."
_STATING = ("state", "state_each", "state_general")
"""What a rule calls to make a statement; none of them is a rule."""
_REACH = 14
"""Tokens between an end and the word that connects it."""


@dataclass(frozen=True)
class Statement:
    """Two entities and what is said of them. `start` and `end`: first and last token of the statement; `confidence`, 0 to
    1, is given by `sureness.py`."""

    source: Thing
    type: str
    target: Thing
    label: str
    sentence: Sentence
    start: int
    end: int
    traits: tuple[str, ...]
    confidence: float = 0.0
    opening: "Token | None" = None
    """Where the quote begins in the passage before, if one of the two is named there."""
    past: bool = False
    """Whether it is told of a time that is over."""
    rule: str = ""
    """Module and function of the rule that made it, as `verbs.from_verb`; not part of the document."""


def state(
    sentence: Sentence,
    source: End,
    types: Types,
    target: End,
    label: str,
    between: Sequence[int],
    general: bool = False,
) -> Iterator[Statement]:
    """The statement, or nothing when no type fits the kinds or the words are about nothing in particular. With
    `general` the caller has seen to that: "a full node has a mempool" is said of all of them."""
    if source.thing.name == target.thing.name or source.thing.kind is None or target.thing.kind is None:
        return  # itself, or a product and its maker of the same name
    if _is_of_nothing(source.thing, target.thing) or _is_of_nothing(target.thing, source.thing):
        return
    if any(end.thing.local and not end.thing.labels for end in (source, target)):
        return  # "Omar, who runs Y": a first name that nobody can look up
    if any(
        len(name) == 1 and name not in read_words().languages
        for name in (source.thing.name, target.thing.name)
    ):
        return  # "D's fee rate": a letter in an example
    if any(abs(end.token.i - place) > _REACH for end in (source, target) for place in between[:1]):
        return  # so far away the parser guesses
    if is_narrowed(source) or is_narrowed(target) or (is_pointed_out(source) and not general):
        return
    for team in (source.team, target.team):
        if team is not None:
            pair = (team, target) if team is source.team else (source, team)
            joint = tuple(each for each in types if each[1] in _JOINT)
            if found := list(state(sentence, pair[0], joint, pair[1], label, between)):
                yield from found
                return
    word = source.token.doc[between[0]]
    for sources, name, targets in _of_voice(source, word, types):
        if not (_is_of(source.thing, sources) and _is_of(target.thing, targets)):
            continue
        if not read_model().connections[name].allows(KINDS[source.thing.kind], KINDS[target.thing.kind]):
            continue
        if not general and is_example(source, name, target):
            return
        if not may_stand_for(source, target, name, general):
            return
        if target.spoken_to or not is_history(source, word, name, target):
            return
        if name == "USES" and is_anybodys(source, word):
            return
        if is_excepted(word, source) or is_no_deed(word, source, name, target):
            return
        places = [source.token.i, target.token.i, *between]
        words = with_names(sentence, source, target, min(places), max(places))
        if words is None:
            return
        quoted, first, opening = words
        traits = read_traits(sentence, source, name, target, word, general)
        yield Statement(
            source=source.thing,
            type=name,
            target=target.thing,
            label=label_of(label, word, name),
            sentence=quoted,
            start=first,
            end=max(places),
            traits=traits,
            opening=opening,
            past=is_past(source, word, name),
            rule=_rule(),
        )
        return


def _rule() -> str:
    """The rule that is stating something: the innermost function of a rule's module on the stack."""
    frame = currentframe()
    while frame is not None:
        module, name = frame.f_globals["__name__"], frame.f_code.co_name
        if module.startswith(_RULES) and name not in _STATING and not name.startswith("<"):
            return f"{module.removeprefix(_RULES)}.{name}"
        frame = frame.f_back
    return ""


def _of_voice(source: End, word: "Token", types: Types) -> Types:
    """What the table says of a verb, where "I" or "we" do it: some say something else then."""
    table, lemma = read_patterns(), word.lemma_.lower()
    own = source.token.lower_ in _VOICES and types is table.verbs.get(lemma)
    return table.voice.get(lemma, types) if own else types


def _is_of_nothing(one: Thing, other: Thing) -> bool:
    return is_by_the_way(one) or (is_plain_word(one) and is_named(other))


def state_each(
    sentence: Sentence,
    who: Sequence[End],
    types: Types,
    target: End,
    label: str,
    verb: "Token",
) -> Iterator[Statement]:
    """That each of `who` does it to the target."""
    if types and types[-1][1] == "CREATED" and any(c.lower_ in _ARTICLES for c in target.token.children):
        # "a CMS" that they built is one of many
        types = tuple(each for each in types if each[1] != "CREATED")
    for source in who:
        yield from state(sentence, source, types, target, label, (verb.i,))


def _is_of(thing: Thing, kinds: frozenset[str]) -> bool:
    if "NEW" in kinds and thing.known:
        return False
    others = kinds - {"NEW"}
    return not others or thing.kind in others or ("NAME" in others and is_named(thing))
