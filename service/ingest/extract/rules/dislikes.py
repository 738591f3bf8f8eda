"""What a voice says against something by name: "I don't like X", "I can't stand X", "I'm not a fan of X", "X is a mess"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import SUBJECTS, is_stated

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRITICIZES = types_of("PERSON>CRITICIZES:PRODUCT,COMPANY,CONCEPT")
_LIKING = ("like", "love", "enjoy")
_DEGREES = ("too", "enough", "as", "yet")
_DOING = ("do", "does")
"""Not "I didn't like X": what one did not like once is told to say what has become of it."""
_BAD = frozenset("nightmare mess disaster pain joke abomination trainwreck".split())


def from_dislike(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """What is told with "not" and yet is a stand."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ == "i"), None)
    denied = any(c.dep_ == "neg" for c in verb.children)
    voice = said.voice_at(subject) if subject is not None and denied else None
    if voice is None or not _is_own_word(verb) or any(t.lower_ in _DEGREES for t in verb.children):
        return
    targets: list[End] = []
    clause = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    helped = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    lemma = verb.lemma_.lower()
    if (lemma in _LIKING and helped & set(_DOING)) or (lemma == "stand" and helped & {"ca", "can", "could"}):
        targets = [t for c in verb.children if c.dep_ == "dobj" and not clause for t in said.things_at(c)]
    elif lemma == "be":
        fans = (c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in ("fan", "believer"))
        targets = [t for f in fans for c in f.children if c.lower_ in ("of", "in") for t in objects(said, c)]
    for target in targets:
        if is_named(target.thing) and target.token.pos_ != "PRON" and not target.thing.labels:
            yield from state(sentence, voice, _CRITICIZES, target, f"not {verb.lower_}", (verb.i,))


def _is_own_word(verb: "Token") -> bool:
    """Neither a condition nor under another verb that denies, wishes or asks: "it's not that I don't like X"."""
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "because") for c in verb.children):
        return False
    if verb.dep_ in ("relcl", "csubj"):
        return False
    return verb.dep_ not in ("ccomp", "conj", "advcl") or is_stated(verb.head)


def from_mess(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "X is a nightmare", "X is the worst", of what has a name."""
    voice = said.voice_at(verb)
    nouns = [c for c in verb.children if c.dep_ in ("attr", "acomp") and _is_bad(c)]
    if voice is None or not nouns or verb.tag_ not in ("VBZ", "VBP"):
        return
    for subject in (c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ != "PRON"):
        for target in said.things_at(subject):
            if is_named(target.thing) and not target.thing.labels:
                label = nouns[0].lower_
                yield from state(sentence, voice, _CRITICIZES, target, label, (verb.i,))


def _is_bad(noun: "Token") -> bool:
    narrowed = any(
        c.dep_ in ("relcl", "acl") or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children
    )
    worst = noun.lower_ == "worst" and noun.lower_ not in read_patterns().blocking["praise"]
    return not narrowed and (worst or (noun.lemma_.lower() in _BAD and noun.tag_ == "NN"))
