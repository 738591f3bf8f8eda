"""Finds invented cases: "Let's say I work at Y. I use X there" says nothing about the speaker."""

import re
from typing import TYPE_CHECKING

from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD = r"(?:(?:and|so|but|or|well|okay|ok|yeah|now|then|like|because|right|alright|you know)[,.]? )*"
_OPENS = re.compile(
    rf"{_LEAD}(?:(?:let['’]s|let us|(?:we|you|i) (?:can|could)|just) (?:just )?(?:say|imagine|pretend|suppose|assume)"
    r"|imagine|suppose|pretend|assume|say),? (?:that )?(?:i|we)(?:['’]m|['’]re|['’]ve| \w+)\b"
    rf"|{_LEAD}(?:pretend|imagine|suppose|let['’]s say) (?:that )?you(?:['’]re| are)\b"
    rf"|{_LEAD}curious (?:what|how|if|whether|about)\b"
)
"""How somebody begins who puts a case, or asks on without a question: "Curious how you do it. I'm an engineer at Y, …"."""
_CONDITIONS = ("if", "unless")
_STOPS = (".", "!", "?", "…")
_PAST = ("VBD", "VBN")


def goes_on_with_case(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether what a voice says of itself in a sentence belongs to a case that the sentence before it put up."""
    if before is None or before.passage is not sentence.passage:
        return False
    return bool(_OPENS.match(before.text.lower())) or _is_joined_to_condition(sentence, before)


def is_made_up(statement: Statement, sentence: Sentence) -> bool:
    """Whether a statement in a made-up case is of who speaks, and of now: what a voice did in fact, it does not make up."""
    words = sentence.passage.doc[statement.start : statement.end + 1]
    past = any(word.tag_ in _PAST and word.pos_ in ("VERB", "AUX") for word in words)
    return sentence.passage.speaker in statement.source.labels and not past


def _is_joined_to_condition(sentence: Sentence, before: Sentence) -> bool:
    """ "If I have an X" | "and I'm also working on Y, …": a sentence cut in two before the "and"."""
    if sentence.text.partition(" ")[0] not in ("and", "or") or before.text.endswith(_STOPS):
        return False
    verbs = [
        t for t in before.span if t.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in t.children)
    ]
    return bool(verbs) and _is_conditional(verbs[-1])


def _is_conditional(verb: "Token") -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in verb.children)
