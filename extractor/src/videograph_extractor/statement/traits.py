"""The features of a statement: the words at its ends, the form of its verb, the rest of the sentence. `sureness.py`
weighs them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.statement.ends import End
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = {"far": (2, 4, 6, 9, 12), "long": (8, 14, 22, 32, 45), "said": (1, 2, 4, 8, 16)}
"""From which numbers on a trait's next step begins: tokens between the ends, tokens of the sentence, mentions."""
_HINTS = frozenset(
    "like if could would can may might will you not n't n’t no never maybe probably when because kind sort or but so while "
    "think guess mean know say said want need try trying going should just actually basically what which that".split()
)
"""Words anywhere in the sentence that say how it is told."""
_MARKS = {
    "-": "break",
    "--": "break",
    "–": "break",
    "—": "break",
    '"': "quote",
    "“": "quote",
    "[": "sound",
    "…": "trails",
    "...": "trails",
}
_NOUNS = ("compound", "nmod", "amod", "poss", "nummod")
_BEHIND = ("prep", "relcl", "acl", "appos")


def read_traits(
    sentence: Sentence, source: End, type_: str, target: End, word: "Token", general: bool
) -> tuple[str, ...]:
    """All traits, in no special order; `word` is the one that connects the ends, `general` whether any verb may do so and
    no table names this one."""
    found = [f"type {type_}", f"kinds {type_} {source.thing.kind} {target.thing.kind}"]
    found += _of_end("source", source, type_)
    found += _of_end("target", target, type_)
    found += _of_word(word)
    found += _between(source, target, word)
    found += _of_sentence(sentence)
    if general:
        found.append("any verb")
    return tuple(found)


def _of_end(side: str, end: End, type_: str) -> Iterator[str]:
    token, thing = end.token, end.thing
    sort = (
        token.lower_
        if token.pos_ == "PRON"
        else "name"
        if thing.is_name
        else "known"
        if thing.known
        else "term"
    )
    yield f"{side} {sort}"
    yield f"{side} {sort} {type_}"
    yield f"{side} kind {thing.kind}"
    yield f"{side} role {token.dep_}"
    yield f"{side} said {_step('said', len(thing.mentions))}"
    if end.team is not None or end.in_team:
        yield f"{side} team"
    if " " in thing.name:
        yield f"{side} words"
    if thing.known:
        yield f"{side} in table"
    if thing.certainty < 0.5:
        yield f"{side} guessed"
    if token.tag_ in ("NNS", "NNPS"):
        yield f"{side} plural"
    if sort == token.lower_:
        return
    words = len(thing.name.split())
    for child in token.children:
        if child.dep_ == "det" or (child.dep_ == "poss" and child.pos_ == "PRON"):
            yield f"{side} after {child.lower_}"
        elif child.dep_ in _NOUNS and child.i < token.i - words + 1:
            yield f"{side} described {child.dep_}"
        elif child.dep_ in _BEHIND and child.i > token.i:
            yield f"{side} followed {child.dep_}"
        elif child.dep_ == "conj":
            yield f"{side} list"
    if token.dep_ in ("compound", "nmod", "amod"):
        yield f"{side} before noun"


def _of_word(word: "Token") -> Iterator[str]:
    yield f"word {word.pos_}"
    yield f"word {word.lemma_.lower()}"
    if word.pos_ in ("VERB", "AUX"):
        yield f"verb {word.tag_}"
        own = any(c.dep_ in SUBJECTS for c in word.children)
        yield f"verb role {word.dep_} {'own' if own else 'lent'} subject"
        for child in word.children:
            if child.dep_ in ("aux", "auxpass", "neg", "prt", "mark", "agent"):
                yield f"verb with {child.dep_} {child.lower_}"
            elif child.dep_ in ("advmod", "npadvmod"):
                yield f"verb with {child.dep_}"
            elif child.dep_ in ("xcomp", "ccomp", "advcl"):
                yield f"verb over {child.dep_}"


def _between(source: End, target: End, word: "Token") -> Iterator[str]:
    first, last = sorted((source.token.i, target.token.i))
    yield f"far {_step('far', last - first)}"
    yield "turned" if target.token.i < source.token.i else "straight"
    if not first <= word.i <= last:
        yield "word outside"
    between = source.token.doc[first + 1 : last]
    yield from sorted({f"between {_MARKS[t.text]}" for t in between if t.text in _MARKS})
    if any(t.text == "," for t in between):
        yield "between comma"
    if any(t.pos_ == "VERB" and t.i != word.i for t in between):
        yield "between verb"
    if source.token.sent.start != target.token.sent.start:
        yield "two sentences"


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    span = sentence.span
    yield f"long {_step('long', len(span))}"
    yield from sorted({f"has {t.lower_}" for t in span if t.lower_ in _HINTS})
    yield from sorted({f"has {_MARKS[t.text]}" for t in span if t.text in _MARKS})
    yield "ends" if span[-1].is_punct else "trails off"


def _step(name: str, number: int) -> int:
    return sum(number >= step for step in _STEPS[name])
