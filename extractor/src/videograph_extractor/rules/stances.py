"""Finds praise and criticism by the speaker: "X is great", "I think X is a fantastic tool", "I love that about X"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import is_named
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state
from videograph_extractor.text.patterns import read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF = "{}:PRODUCT,COMPANY,CONCEPT"
_SUPPORTS, _CRITICIZES = types_of(_OF.format("SUPPORTS")), types_of(_OF.format("CRITICIZES"))
_KUDOS = frozenset(("shoutout", "shoutouts", "shout-out", "shout-outs", "kudos"))
_WORKS = frozenset(
    "tool thing library framework language editor database product project app application platform system service "
    "company team browser book podcast show community ecosystem piece software technology choice solution option place "
    "conference event festival meetup course newsletter site website resource series game game-changer addition".split()
)
"""Words for what is praised as a whole: "a great example" is none."""
_TURNS = ("but", "however", "although", "though", "except")
"""What follows one of these takes the praise back."""
_DEGREES = ("too", "as", "how", "enough")


def from_praise(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """Of things by name, in the present, as a whole: "X was great" is of a time, "X is good for Y" of a use."""
    if verb.lemma_ != "be" or not _is_lasting(verb) or _is_taken_back(sentence):
        return
    if (
        verb.dep_ == "relcl"
        and verb.head.pos_ != "PROPN"
        and not any(c.lower_ in ("which", "that", "who") and c.dep_ == "nsubj" for c in verb.children)
    ):
        return  # "a use case where X is good", "what X is good at"
    if any(c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "prep" and c.n_rights == 0) for c in verb.children):
        return  # "it's great that …", "the use that X is good at"
    words = read_patterns().blocking
    for child in verb.children:
        judgement = child if child.dep_ == "acomp" else _adjective(child) if child.dep_ == "attr" else None
        if judgement is None or any(c.lower_ in _DEGREES or c.dep_ == "neg" for c in judgement.children):
            continue
        if any(
            c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "prep" and not _is_for_us(c))
            for c in judgement.children
        ):
            continue
        word = judgement.lower_
        types = _SUPPORTS if word in words["praise"] else _CRITICIZES if word in words["blame"] else None
        voice = said.voice_at(verb)
        if types is None or voice is None:
            continue
        for target in who:
            if target.token.lower_ == "it" and not _is_named_before(said, sentence, target):
                continue  # "it" of a sentence before may be anything
            if any(c.dep_ in ("poss", "prep") or c.tag_ == "POS" for c in target.token.children):
                continue  # "my Wi-Fi is good", "GitHub's is good", "X in terms of Y is good"
            if is_named(target.thing) and target.token.head.i == verb.i and not target.thing.labels:
                label = word if child is judgement else f"{word} {child.lower_}"
                yield from state(sentence, voice, types, target, label, (verb.i, judgement.i))


def _is_lasting(verb: "Token") -> bool:
    """ "X is great" and "X has been great"; "X was great" is of a time."""
    return verb.tag_ in ("VBZ", "VBP") or (
        verb.tag_ == "VBN"
        and any(c.lower_ in ("has", "have", "'ve", "’ve", "'s", "’s") for c in verb.children)
    )


def _is_for_us(preposition: "Token") -> bool:
    return preposition.lower_ == "for" and any(c.lower_ in ("us", "me") for c in preposition.children)


_ASPECTS = ("that", "this", "it", "what", "thing", "things", "part", "everything", "lot", "all", "one")


def from_aspect(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "I love that about X", "what I like about X": said of a part, meant of the whole."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ == "i"), None)
    types = read_patterns().verbs.get(verb.lemma_.lower(), ())
    stance = [name for _, name, _ in types if name in ("SUPPORTS", "CRITICIZES")]
    voice = said.voice_at(subject) if subject is not None and stance else None
    if voice is None:
        return
    # "I liked the conversation about X" is of the conversation
    loved = [c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _ASPECTS]
    if any(c.lower_ == "only" for noun in (*loved, verb.head) for c in noun.children):
        return  # "the only thing I dislike about X"
    for place in (verb, *loved):
        for about in (c for c in place.children if c.lower_ == "about" and c.dep_ == "prep"):
            for target in _objects(said, about):
                if is_named(target.thing) and target.token.pos_ != "PRON":
                    judged = _SUPPORTS if stance[0] == "SUPPORTS" else _CRITICIZES
                    label = f"{verb.lower_} about"
                    yield from state(sentence, voice, judged, target, label, (verb.i,))


def from_praising(said: Said, sentence: Sentence, word: "Token") -> Iterator[Statement]:
    """ "Shout-out to X", "kudos to X"; to a person that is thanks, and no stance."""
    shouted = word.lower_ in ("out", "outs") and word.i > 0 and word.nbor(-1).lower_ in ("shout", "-")
    if word.pos_ == "VERB" or not (word.lower_ in _KUDOS or shouted):
        return
    voice = said.voice_at(word)
    to = word.nbor(1) if word.i + 1 < len(word.doc) else word
    for target in _objects(said, to) if voice is not None and to.lower_ == "to" else ():
        if voice is not None and is_named(target.thing) and target.token.pos_ != "PRON":
            yield from state(
                sentence,
                voice,
                _SUPPORTS,
                target,
                "shout-out to" if shouted else f"{word.lower_} to",
                (word.i,),
            )


def _objects(said: Said, to: "Token") -> Iterator[End]:
    for child in (c for c in to.children if c.dep_ == "pobj"):
        yield from said.things_at(child)


def _is_named_before(said: Said, sentence: Sentence, end: End) -> bool:
    spans = said.in_sentence[sentence.index]
    return any(thing is end.thing and start < end.token.i for start, _, thing in spans)


def _adjective(noun: "Token") -> "Token | None":
    """ "A fantastic tool": of one word for a thing, with "a"."""
    if not any(c.dep_ == "det" and c.lower_ in ("a", "an", "such") for c in noun.children):
        return None
    if any(_narrows(c) for c in noun.children) or noun.lemma_.lower() not in _WORKS:
        return None
    return next((c for c in noun.children if c.dep_ == "amod"), None)


def _narrows(child: "Token") -> bool:
    """ "A great tool that nobody knows" and "a great part of X" say something else; "a great language for X", "a great
    tool to have" do not."""
    use = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
    return (child.dep_ == "relcl" and not use) or (
        child.dep_ == "prep" and child.lower_ not in ("for", "to", "in")
    )


def _is_taken_back(sentence: Sentence) -> bool:
    return any(token.lower_ in _TURNS for token in sentence.span)
