"""Whether what is told of the past is told as over: "we used X in the old days", "I was a big fan of X", "we tried X for a while".

A map says who uses and likes what, without a date; what somebody has left behind would be read as so today.
"""

import re
from typing import TYPE_CHECKING

from service.ingest.extract.statement.ends import End

if TYPE_CHECKING:
    from spacy.tokens import Token

    from service.ingest.extract.text.speech import Sentence

_TYPES = ("USES", "SUPPORTS")
_OVER = re.compile(
    r"\b(?:in the old days|back in the (?:old )?days?|in those days|back then|back in (?:19|20)\d\d|at the time|at that time|for a while"
    r"|for the longest time|at first|at some point|in the beginning|in the early days|early on|once upon a time"
    r"|(?:have|has|had|['’](?:ve|s|d)) since|switch(?:ed)? (?:over )?(?:to|from|away|off)|mov(?:ed?|ing) (?:away|off|on)\b|no longer|not? any ?more)\b",
    re.IGNORECASE,
)
_LIKERS = frozenset("fan lover believer proponent advocate enthusiast".split())
_TRYING = "try"
_NEAR = 10
"""Words before the verb; twice as many behind it."""
_USING = ("use", "write", "run")


def is_given_up(sentence: "Sentence", source: End, word: "Token", type_: str) -> bool:
    """Whether somebody uses or likes it no longer; `word` is the verb that connects the two, or the noun."""
    if type_ not in _TYPES or source.thing.kind != "PERSON":
        return False
    if type_ == "SUPPORTS" and any(token.lemma_.lower() in _LIKERS for token in (word, *word.children)):
        verb = word if word.lemma_ == "be" else word.head
        return verb.lemma_ == "be" and verb.tag_ == "VBD"
    if word.tag_ == "VBG":
        return word.lemma_ in _USING and any(
            c.dep_ == "aux" and c.lower_ in ("was", "were") for c in word.children
        )
    if word.tag_ != "VBD":
        return False
    start, end = max(sentence.span.start, word.i - _NEAR), min(sentence.span.end, word.i + 2 * _NEAR)
    return word.lemma_ == _TRYING or _OVER.search(word.doc[start:end].text) is not None
