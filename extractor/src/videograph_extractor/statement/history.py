"""Decides whether a statement about "you" is about the history of the person addressed, and not about anybody: "you
founded Y", "you're the CEO of Y", "your time at Y", but not "you use Y", "if you joined Y", "you wrote it in Y"."""

from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.statement.ends import End

if TYPE_CHECKING:
    from spacy.tokens import Token

HISTORY = ("FOUNDED", "CREATED", "WORKS_AT", "LEADS", "LEFT", "ACQUIRED", "PARTICIPATED_IN")
"""What somebody's life consists of, among the types of connections."""
_ANYBODYS = frozenset("if whenever imagine suppose say assume unless somebody someone anybody anyone".split())
"""Words of a sentence that tells a case, and of no one's life."""
_AT_WORK = ("work", "lead", "run", "host", "maintain")
"""What somebody does now, and is what they are."""
_THOUGHT_UP = ("create", "invent", "design", "develop", "author")
"""What is done to a language by who makes it; it is started and written by everybody."""


def is_history(end: End, word: "Token", type_: str, target: End) -> bool:
    """Whether a statement of a type may be made of who is only spoken to; `word` is the one that connects the ends."""
    if not end.spoken_to:
        return True
    # "I'm Ann, your friend on the air" is said to those who listen
    other = target.thing.kind == "PERSON" and not target.thing.labels
    akin = type_ == "RELATED_TO" and other and end.token.lower_ == "your"
    if not (type_ in HISTORY or akin) or any(token.lower_ in _ANYBODYS for token in end.token.sent):
        return False
    language = type_ == "CREATED" and target.thing.name in read_words().languages
    if language and word.lemma_.lower() not in _THOUGHT_UP:
        return False
    return word.pos_ not in ("VERB", "AUX") or _is_done(word)


def _is_done(verb: "Token") -> bool:
    """ "You founded", "you've founded", "you are", "you've been working", "you ended up joining", "you did join"."""
    helped = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX") and not helped - {"to"}:
        return _is_done(verb.head)
    if "did" in helped:
        return True
    has = bool(helped & {"have", "'ve", "’ve", "had", "'d", "’d"})
    if verb.lemma_ == "be":
        # "when you're at Y, you see it" is of anybody
        always = verb.dep_ == "advcl" and any(c.lower_ in ("when", "once") for c in verb.children)
        return verb.tag_ == "VBD" or has or (verb.tag_ == "VBP" and not always)
    if verb.tag_ == "VBD":
        return True
    if verb.tag_ == "VBN":
        return has or bool(helped & {"was", "were"})
    if verb.tag_ == "VBG":
        if verb.lemma_.lower() == "run" and any(c.lower_ == "still" for c in verb.children):
            return False  # "you're still running Y": as one who uses it
        return has or (verb.lemma_.lower() in _AT_WORK and bool(helped & {"are", "'re", "’re", "were"}))
    return verb.tag_ == "VBP" and verb.lemma_.lower() in _AT_WORK
