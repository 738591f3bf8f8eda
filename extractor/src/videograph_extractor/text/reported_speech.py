"""Decides whether words are not the speaker's own: in quotation marks, or reported speech."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.text.factuality import SUBJECTS
from videograph_extractor.text.patterns import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLS = ("hey", "oh", "hi", "wow")
_QUOTING = ("like", "say", "said", "says", "goes", "saying")
YOU = ("you", "your")
_OWN = ("i", "we", "that", "which", "it")
"""Whose words are the voice's own, or nobody's: "it's like I use X"."""
_OTHERS = ("me", "us", "him", "her", "them")
"""Who is told something, and is not the one addressed now."""
_BEFORE = frozenset("oh hey hi wow well yeah yes no okay ok so but and um uh look".split())
"""What stands before the first word that somebody is said to have said."""
_HEDGES = ("just", "all", "kind", "of", "always", "still")
_QUOTES = '"“”„«»'


def is_quoted(token: "Token", start: int = 0) -> bool:
    """Whether a token stands between quotation marks, counted from the character `start` of its text."""
    text = token.doc.text  # put together from all tokens at each asking
    return count_quotes(text, start, token.idx) % 2 == 1


def count_quotes(text: str, start: int = 0, end: int | None = None) -> int:
    """How many quotation marks stand in a stretch of a text."""
    return sum(text.count(mark, start, end) for mark in _QUOTES)


def says_another(pronoun: "Token") -> bool:
    """Whether an "I" belongs to words that somebody else says: "he was like, I love it"."""
    blocking = read_patterns().blocking
    before = [t.lower_ for t in pronoun.doc[max(0, pronoun.i - 3) : pronoun.i]]
    if any(word in _CALLS for word in before) and any(word in _QUOTING for word in before):
        return True  # "they're like hey i work on X"
    if _is_led_in(pronoun) or (pronoun.lower_ in YOU and _is_told_another(pronoun)):
        return True
    for verb in _above(pronoun):
        lemma = verb.lemma_.lower()
        speech = lemma in blocking["saying"] or (
            lemma == "be" and any(c.lower_ == "like" for c in verb.children)
        )
        for subject in (c for c in verb.children if c.dep_ == "nsubj" and speech):
            own = (*_OWN, *YOU) if pronoun.lower_ in YOU else _OWN
            if subject.lower_ not in own and subject.i != pronoun.i:
                return True
    return False


def _is_told_another(you: "Token") -> bool:
    """ "He called me and said, we saw what you did", "I told him, you built it": said by somebody else, or to somebody else. By words
    in a row as well, for what is said may be several clauses below the verb."""
    saying = read_patterns().blocking["saying"]
    for verb in you.doc[you.sent.start : you.i]:
        if verb.pos_ not in ("VERB", "AUX") or any(
            c.lower_ in YOU for c in verb.children if c.dep_ in SUBJECTS
        ):
            continue
        heard = any(
            c.lower_ in _OTHERS for c in verb.subtree if c.dep_ in ("dobj", "dative", "pobj") and c.i < you.i
        )
        if heard and (verb.lemma_.lower() in saying or you.doc[verb.i : you.i].text.find(":") > 0):
            return True
        who = next((t for t in reversed(you.doc[you.sent.start : verb.i]) if t.dep_ in SUBJECTS), None)
        if who is not None and verb.lemma_.lower() in saying and who.lower_ not in (*_OWN, *YOU):
            return True
    return False


def _is_led_in(word: "Token") -> bool:
    """ "People are like I use X", "and everybody goes, well, X is great": by words in a row, for a parser hangs them anyhow."""
    doc, first = word.doc, word.sent.start
    at = min([word.i, *(c.left_edge.i for c in word.children if c.dep_ in SUBJECTS)]) - 1
    while at > first and (doc[at].is_punct or doc[at].lower_ in _BEFORE):
        at -= 1
    like = at > first and doc[at].lower_ == "like"
    while like and at > first + 1 and (at == word.i or doc[at].lower_ in ("like", *_HEDGES)):
        at -= 1
    verb = doc[max(at, first)]
    if like:
        leads = verb.lemma_ == "be"
    else:
        # "when people ask, I use X" and "as they say" only say when and how
        leads = verb.lemma_.lower() in read_patterns().blocking["saying"] and not any(
            c.tag_ in ("WRB", "IN") and c.i < verb.i for c in verb.children
        )
    return leads and any(c.dep_ == "nsubj" and c.lower_ not in _OWN for c in verb.children)


def _above(token: "Token") -> Iterator["Token"]:
    """The verbs under which a token stands as what is said, thought or told."""
    while token.head.i != token.i:
        if token.dep_ in ("ccomp", "parataxis"):
            yield token.head
        token = token.head
