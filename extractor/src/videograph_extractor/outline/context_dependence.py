"""Finds how a sentence depends on its context: earlier words, the person addressed, unfinished thoughts.

A bullet is read by somebody who has not heard the talk. "It holds all of them" and "the slow network only has to make one
call" are whole sentences and say nothing to such a reader: the names are missing. So each word that points back must
find what it stands for in its own sentence, and what the sentence is about must be told in it.
"""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MINE = frozenset(["i", "me", "my", "mine", "myself"])
_OURS = frozenset(["we", "us", "our", "ours", "ourselves"])
FIRST_PERSON = _MINE | _OURS
_IT = frozenset("it its itself".split())
_THEY = frozenset("they their them theirs themselves".split())
_HE = frozenset("he him his himself she her hers herself".split())
_AWAY = frozenset("here another other others former latter else ones".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_ALL_SUBJECTS = (*_SUBJECTS, "csubj", "csubjpass", "expl")
_TELLING = ("relcl", "acl")
_ALL = frozenset("all any each every many most no some".split())
_STRANDED = frozenset("why how what too either neither this that these those so though then such".split())
"""Last words of a sentence whose other half was said before."""
_ASKING = ("WP", "WDT", "WRB")
_ANYBODY = frozenset("everybody everyone somebody someone anybody anyone nobody who whoever".split())
_UNTOLD = re.compile(
    r"\b(?:the|this) (?:talk|episode|podcast|show|workshop)\b(?! (?:by|on|about|that|called|of)\b)|^your (?:talk|workshop|book|podcast|show|episode|company|team|paper|article|blog|question|slides?)\b"
    r"|\bthe (?:two|three|four|five)\b(?! (?:[\w-]+ ){1,3}(?:of|in|for|that|who|which)\b)"
    r"|\b(?:two|three|four|five|several|couple of|few) (?:[\w-]+ )?(?:things|reasons|ways|parts|points|options|sides)(?:,? really)?[.!]$",
    re.IGNORECASE,
)
"""What the sentence before tells, or the one behind: "the two benefits are", "it comes from two things"; and what is said of the talk itself."""
_ABLE = frozenset(["able", "unable", "ready", "willing"])
"""What somebody is: the "it" before it is no empty one."""
_ADVERBIAL = frozenset(["benefit", "meantime", "beginning", "today"])
"""Nouns in front that "it" does not stand for, beside the empty ones: "as a side benefit, it is fast"."""


def leanings(words: "Span", named: Collection[int], voiced: bool = False) -> Iterator[str]:
    """In what ways the parsed `words` are half of something. `named`: tokens of names that are on the map, which need no
    more telling; `voiced`: who says "I" and "we" will be told."""
    if words[-1].is_punct and len(words) > 1 and words[-2].lower_ in _STRANDED:
        yield "stranded"
    subject = subject_of(words)
    if subject is not None:
        if _breaks_off(words, subject):
            yield "breaks off"
        if _untold(subject, words, named):
            yield "subject untold"
        if subject.dep_ == "expl" and any(
            c.dep_ == "attr" and _untold(c, words, named) for c in words.root.children
        ):
            yield "what is there untold"
    if _compares(words):
        yield "compares"
    for token in words:
        if _points_away(token, words, voiced):
            yield "points away"
            yield f"points away {token.lower_}"


def is_whole(words: "Span") -> bool:
    """Whether it is told by a finite verb of its own that nothing hangs on something else: no "if …" alone, and no question,
    however it ends."""
    root = words.root
    if words[0].head == root and words[0].tag_ in _ASKING:
        return False
    helping = any(c.dep_ in ("aux", "auxpass") for c in root.children)
    return (
        subject_of(words) is not None
        and root.pos_ in ("VERB", "AUX")
        and (helping or root.tag_ in ("VBZ", "VBP", "VBD"))
        and not any(c.dep_ == "mark" and c.i >= words.start for c in root.children)
    )


def points_back(words: "Span") -> bool:
    """Whether it surely needs the sentence before: a pronoun before any noun, "one of them" of nothing named, "such vulnerabilities". No reader
    found one of those right."""
    if _UNTOLD.search(words.text.strip()):
        return True
    named = several = False
    for token in words:
        if token.lower_ == "such" and not any(
            other.lower_ in ("as", "that") for other in words.doc[token.i : words.end]
        ):
            return True
        if token.lower_ in _IT | _THEY | _HE and not named and not _is_empty_it(token):
            return True
        if token.lower_ == "them" and token.dep_ == "pobj" and token.nbor(-1).lower_ == "of" and not several:
            return True
        named = named or token.pos_ in ("NOUN", "PROPN") or token.lower_ in _ANYBODY
        several = several or token.tag_ in ("NNS", "NNPS") or token.dep_ == "conj"
    return False


def subject_of(words: "Span") -> "Token | None":
    """What the main verb is said of."""
    return next((c for c in words.root.children if c.dep_ in _SUBJECTS and c.i >= words.start), None) or next(
        (c for c in words.root.children if c.dep_ == "expl" and c.i >= words.start), None
    )


def _breaks_off(words: "Span", subject: "Token") -> bool:
    """A sentence begun twice, or two that only a comma joins."""
    children = [c for c in words.root.children if c.i in range(words.start, words.end)]
    if sum(c.dep_ in _ALL_SUBJECTS for c in children) > 1:
        return True
    helping = [c.lower_ for c in children if c.dep_ == "aux"]
    if len(helping) > len(set(helping)):
        return True  # "you can, in pairs you can"
    for child in children:
        if child.dep_ in ("dep", "parataxis", "meta", "mark"):
            return True
        before = child.i < subject.i
        if before and child.dep_ in ("ccomp", "nsubj", "dobj", "attr", "appos") and child.i != subject.i:
            return True
        if before and child.dep_ == "npadvmod" and child.ent_type_ not in ("DATE", "TIME"):
            return True
    return False


def _compares(words: "Span") -> bool:
    """ "Is a lot better": than what?"""
    if any(token.lower_ in ("than", "as", "the") and token.i > words.root.i for token in words):
        return False
    verbs = [words.root, *(c for c in words.root.children if c.dep_ == "xcomp" and c.lemma_ == "be")]
    said = [c for verb in verbs for c in verb.children if c.dep_ == "acomp"]
    return any(t.tag_ in ("JJR", "RBR") for c in said for t in (c, *c.children))


def _untold(token: "Token", words: "Span", named: Collection[int]) -> bool:
    """ "The slow network", "the problem": which, of what? A name in it, or what is told of it, says so."""
    children = [c for c in token.children if c.i >= words.start]
    vague = not read_words().empty_nouns.isdisjoint((token.lemma_.lower(), token.lower_))
    definite = any(c.dep_ == "det" and c.lower_ == "the" for c in children)
    bare = vague and not any(c.dep_ == "det" for c in children)
    if not (definite or bare) or any(t.i in named for t in token.subtree):
        return False
    if any(c.dep_ in _TELLING or c.tag_ == "JJS" for c in children):
        return False
    if bare and any(c.dep_ in ("compound", "amod", "poss") for c in children):
        return False
    objects = [o for c in children if c.dep_ == "prep" for o in c.children if o.dep_ in ("pobj", "pcomp")]
    return not any(o.pos_ != "PRON" and not _untold(o, words, named) for o in objects)


def count_untold(words: "Span", named: Collection[int]) -> int:
    """How often a sentence takes for known what it does not tell."""
    return sum(
        token.pos_ == "NOUN"
        and any(c.lower_ == "the" for c in token.children)
        and _untold(token, words, named)
        for token in words
    )


def _points_away(token: "Token", words: "Span", voiced: bool) -> bool:
    """Whether a word points to something outside of the sentence, or to who speaks."""
    word = token.lower_
    if word in FIRST_PERSON:
        # "how we got here" is said of everybody; "we built it" is not
        return not voiced and (word in _MINE or token.head == words.root or token.dep_ == "poss")
    if word in ("this", "that", "these", "those"):
        if token.dep_ == "det":  # "these transactions that lock you in" points forwards
            return not _is_said_before(token.head, words) and not any(
                c.dep_ == "relcl" for c in token.head.children
            )
        relative = token.head.dep_ == "relcl" or token.dep_ == "mark" or token.tag_ in ("WDT", "IN", "RB")
        return not (word == "that" and relative)
    if word in ("other", "another") and token.dep_ in ("det", "amod") and _is_said_before(token.head, words):
        return False
    if word in _AWAY:
        all_ = token.i > words.start and token.nbor(-1).lower_ in _ALL
        return not (all_ and word == "other" and token.dep_ == "amod")
    if word == "one" and token.dep_ in (*_SUBJECTS, "dobj", "attr", "pobj"):
        told = any(t.pos_ == "NOUN" for t in token.doc[words.start : token.i])
        return not told and not any(c.lower_ == "of" for c in token.children)
    if word == "there":
        return token.dep_ != "expl"
    if word in _IT:
        return not _is_empty_it(token) and not _stands_before(token, words)
    if word in _THEY or word in _HE:
        return not _stands_before(token, words)
    return False


def _is_said_before(noun: "Token", words: "Span") -> bool:
    return any(t.lemma_ == noun.lemma_ for t in words.doc[words.start : noun.left_edge.i])


def _is_empty_it(token: "Token") -> bool:
    """ "It is hard to prune", "it seems that": it stands for what follows."""
    if token.dep_ not in _SUBJECTS:
        return False
    verb = token.head
    follows = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and c.i > token.i for c in verb.children)
    complement = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
    if complement is not None and complement.lemma_ in _ABLE:
        return False
    if complement is not None:
        return any(c.dep_ in ("xcomp", "ccomp", "relcl", "advcl") for c in complement.children) or (
            follows and complement.pos_ == "ADJ"
        )
    return verb.lemma_ in ("seem", "turn", "take", "make", "depend") and follows


def _stands_before(token: "Token", words: "Span") -> bool:
    """Whether the sentence has named what a pronoun may stand for: one for "it", several for "they", somebody for "he"."""
    empty = read_words().empty_nouns | _ADVERBIAL
    for other in words.doc[words.start : token.i]:
        if other.pos_ not in ("NOUN", "PROPN") or other.dep_ == "compound":
            continue
        if token.lower_ in _HE:
            if other.pos_ == "PROPN" or other.ent_type_ == "PERSON" or other.lemma_ in ("person", "somebody"):
                return True
            continue
        if token.lower_ in _IT and other.lemma_.lower() in empty:
            continue
        if other.ent_type_ in ("DATE", "TIME", "PERSON"):
            continue
        several = other.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in other.children)
        if several if token.lower_ in _THEY else other.tag_ in ("NN", "NNP"):
            return True
        if token.lower_ in _THEY and (other.pos_ == "PROPN" or other.ent_type_ == "ORG"):
            return True  # a company is they
    return False
