"""Splits a spoken sentence into complete ones: "X is fast, and then we moved, so Y is slow" contains three.

Speech joins with "and" and "so" what is written as several sentences, and captions without full stops run on for
lines. A part with a verb and a subject of its own is a sentence; what may be cut is only what adds to it, never a
condition ("if …"), an exception ("unless …", "but …") or what somebody is said to say.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_JOINING = frozenset(["and", "so", "then", "plus", ",", ";", "-", "–", "—", ":"])
_SAYING = frozenset(
    ["say", "think", "guess", "mean", "know", "believe", "tell", "ask", "suppose", "hope", "feel"]
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_CONDITIONS = frozenset(["if", "when", "once", "unless", "while", "although", "though", "suppose", "imagine"])
_OPEN_TAGS = frozenset(["DT", "IN", "CC", "TO", "PRP$", "WDT", "WP", "WRB", "MD", "PDT", "EX", "POS"])
_OPEN_WORDS = frozenset(
    "i he she we they be been being has have had do does did 'm 's 're 've 'd 'll is are was were am a the like so such very really just because say says know mean gonna more most".split()
)
_BEFORE_NOUNS = frozenset(["the", "a", "an", "my", "our", "your", "their"])
_NO_NOUNS = frozenset("DT PRP PRP$ IN CC MD VBZ VBD VBP TO WDT WP EX , . :".split())


def find_clauses(words: "Span", bare: bool = False) -> Iterator["Span"]:
    """The parts that are joined in `words`, in their order; nothing if these are one sentence only. `bare`: no signs are
    written, so that a part may begin without any word or sign that joins it."""
    heads = sorted({words.root, *_joined(words.root, bare)}, key=lambda head: head.i)
    starts = [words.start]
    for head in heads:
        start = _begin(head)
        if head.i in range(words.start, words.end) and start > starts[-1]:
            if bare or words.doc[start - 1].lower_ in _JOINING:
                starts.append(start)
            elif head != words.root:
                return
    if len(starts) < 2:
        return
    # a condition may hold for all that follows it, wherever the parser hangs it
    condition = next((token.i for token in words if token.lower_ in _CONDITIONS), words.end)
    for start, end in zip(starts, [*starts[1:], words.end], strict=True):
        clause = _trimmed(words.doc[start:end])
        own = clause.root if len(clause) else None
        if own is None or condition < start:
            continue
        if all(token == own or token.head.i in range(clause.start, clause.end) for token in clause):
            yield clause


def _begin(head: "Token") -> int:
    """Where a part begins: behind those before it that the parser hangs on it."""
    start = max((c.right_edge.i + 1 for c in head.lefts if _is_part(c)), default=head.left_edge.i)
    while start < head.i and head.doc[start].lower_ in _JOINING:
        start += 1
    return start


def _trimmed(clause: "Span") -> "Span":
    start, end = clause.start, clause.end
    while end > start and (clause.doc[end - 1].lower_ in _JOINING or clause.doc[end - 1].is_punct):
        end -= 1
    while end > start and clause.doc[start].lower_ in _JOINING:
        start += 1
    return clause.doc[start:end]


def _joined(head: "Token", bare: bool) -> Iterator["Token"]:
    """Verbs with subjects of their own that are said beside `head` and not inside of it."""
    for child in head.children:
        if (
            (child.dep_ == "conj" and child.i > head.i and _has_subject(child))
            or (child.i < head.i and _is_part(child))
            or (bare and _runs_into(child))
        ):
            yield child
            yield from _joined(child, bare)
        elif bare and child.dep_ in ("acomp", "attr", "dobj", "xcomp"):
            yield from (c for c in _joined(child, bare) if c.dep_ != "conj")


def _has_subject(verb: "Token") -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _is_part(child: "Token") -> bool:
    """What the parser takes for the object of a verb behind it: a sentence before a comma, unless somebody says it."""
    return child.dep_ == "ccomp" and _has_subject(child) and child.head.lemma_ not in _SAYING


def _runs_into(child: "Token") -> bool:
    """A clause that nothing ties to what is before it: "they are great you can mount them"."""
    if child.dep_ not in ("ccomp", "advcl", "dep", "parataxis") or not _has_subject(child):
        return False
    marked = any(c.dep_ in ("mark", "advmod") and c.i < child.i for c in child.children)
    told = child.dep_ == "ccomp" and child.head.pos_ == "VERB" and child.i > child.head.i
    return not marked and not told


def ends_open(words: "Span") -> bool:
    """Whether the last word waits for another: where no full stop was said, that tells a sentence from half of one."""
    last = next((token for token in reversed(words) if not token.is_punct), words[-1])
    if last.tag_ == "RP" or (last.tag_ == "IN" and last.dep_ == "prt"):
        return False
    if last.tag_ in ("VBZ", "VBP") and last.dep_ not in ("relcl", "ccomp", "pcomp"):
        return True  # "whereas the other describes"
    if last.pos_ == "ADJ" and last.dep_ in ("dobj", "pobj", "attr"):
        return True  # "such a different"
    return last.tag_ in _OPEN_TAGS or last.lower_ in _OPEN_WORDS


def is_cut(words: "Span") -> bool:
    """Whether an article, or whose something is, stands before what cannot follow it, or one modal verb before another: "the the technologies
    the all", "my it"."""
    for one, other in pairwise(words):
        if one.tag_ in ("DT", "PRP$") and one.lower_ in _BEFORE_NOUNS and other.tag_ in _NO_NOUNS:
            return True
        if one.tag_ == other.tag_ == "MD":
            return True
    return False


def runs_on(words: "Span") -> bool:
    """Whether two sentences stand in it without anything between them, as captions have it: "they are great you can …"."""
    for token in words:
        verb = token.head
        if token.dep_ not in _SUBJECTS or verb == words.root:
            continue
        if _is_part(verb) or (_runs_into(verb) and verb.head.i in range(words.start, words.end)):
            return True
        if verb.dep_ == "conj" and not any(c.dep_ == "cc" for c in verb.head.children):
            return True
    return False
