"""Decides whether something is stated as a fact: not asked, denied, wished, supposed, guessed, or reported."""

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from videograph_extractor.text.patterns import read_patterns
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_LIFTING = ("conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp")
_DEPENDENT = ("xcomp", "ccomp", "pcomp")
_WOULD = ("would", "could", "should", "might", "'d", "’d")
_ABLE = ("can", "will", "'ll", "’ll")
_CONDITIONS = ("if", "unless", "whether")
_SUPPOSING = (
    "let's say",
    "let’s say",
    "imagine ",
    "suppose ",
    "hypothetical",
    "what if",
    "as if",
    "pretend",
    "i'm curious ",
    "i’m curious ",
    "i'm imagining",
    "i’m imagining",
    "say i'm ",
    "say i’m ",
    "say you're ",
    "say you’re ",
)
_SAY = re.compile(
    r"(?:^|[,;:.…] |[-–—] )(?:(?:so|and|or|but|like|well|okay|ok|yeah),? )*say,? (?:i|we|you)(?:['’](?:m|re|ve|d))? (?!know\b|that['’]s\b)"
)
"""A case that begins with "say": "say I work at Y", but not "they say I work there"."""
_ASKING = frozenset("is are was were do does did can could would should will has".split())
_HELD = frozenset(
    "assumption belief hope fear worry concern possibility question claim rumor rumour myth illusion expectation wish "
    "suspicion impression theory argument misconception".split()
)
"""Nouns for what is held and not known: "the assumption that X is private"."""
_SEEKING = (", right?", ", yeah?", ", okay?", ", ok?")
"""What ends a statement that only seeks a nod."""
LEAVING = ("leave", "quit")
"""What somebody does "to join X", and so joined it."""
_REACHED = ("get", "begin", "start", "continue", "manage", "happen", "come", "help", "tend", *LEAVING)
"""Verbs that say that what stands under them with "to" was done."""
_WAYS_IN = frozenset("look think remember go know recall read check see".split())
"""Conditions that are none: "if you look at Google, they use it"."""
_QUESTION = re.compile(
    r"(?:(?:and|so|but|or|well|okay|ok|yeah|now|then|also|um|uh),? )*"
    r"(?:(?:how|why|what|when|where|who|which)(?: \w+)? (?:do|does|did|would|can|could|should)\b|(?:how|why) (?:is|are|was|were)\b"
    r"|(?:please )?(?:tell|remind|walk|give) (?:us|me|our)\b|explain |why (?!i\b|we\b|not\b))"
)
"""How a question begins, and how somebody is told to tell, whatever stands at the end."""


def is_supposed(sentence: Sentence) -> bool:
    """Whether a whole sentence asks or plays through."""
    text = sentence.text.lower()
    if text.split()[0] in _ASKING:
        return True  # captions have no question marks
    if text.startswith("say, ") or _SAY.search(text):
        return True
    if _QUESTION.match(text) or _ends_a_quotation(text):
        return True
    asked = text.rstrip("\"'”’)")
    asks = asked.endswith("?") and not asked.endswith(_SEEKING)
    return asks or any(words in text for words in _SUPPOSING)


def _ends_a_quotation(text: str) -> bool:
    """ "I really like it."" with no mark before: what is said since an earlier sentence is somebody else's words."""
    return (text.endswith('"') and text.count('"') % 2 == 1) or (text.endswith("”") and "“" not in text)


def is_stated(verb: "Token", able: bool = False) -> bool:
    """Whether a verb is told as a fact: not denied, asked, wished, supposed or merely possible. With `able` also what
    something can do, and will do whenever it is there: of a thing, that says what it is for."""
    if not _is_asserted(verb, _ABLE if able else ()):
        return False
    token = verb
    while token.dep_ in _LIFTING and token.head.i != token.i:
        head = token.head
        if token.dep_ == "advcl" and _is_circumstance(token):
            return True
        if token.dep_ in ("xcomp", "ccomp") and _is_unreal(token, head):
            return False
        if token.dep_ == "advcl" and _is_denied(head) and any(c.lower_ == "like" for c in token.children):
            return False  # "it's not like X is bad"
        if token.dep_ == "acl" and head.lemma_.lower() in _HELD:
            return False
        if token.dep_ == "advcl" and token.tag_ == "VBG":
            if _is_anybodys_power(head):
                return False  # "I can do that check using the UTXO set"
            if _is_denied(head) and not any(c.dep_ in (*SUBJECTS, "mark") for c in token.children):
                return False  # "I didn't need classes, doing X"
        if token.dep_ == "pcomp" and head.lower_ == "into" and head.head.lemma_ == "look":
            return False  # "I was looking into adding X"
        if token.dep_ in ("relcl", "acl") and _is_in_condition(head):
            return False  # "if it sees a chain that contains X"
        if token.dep_ in ("conj", "ccomp", "xcomp") and head.pos_ in ("VERB", "AUX"):
            if _is_denied(head):
                return False
            if token.dep_ == "conj" and any(c.dep_ == "aux" and c.tag_ == "MD" for c in head.children):
                return False
        if _has_condition(head) or (
            token.dep_ in _DEPENDENT and token.i > head.i and _is_merely_possible(head)
        ):
            return False
        token = head
    return True


def _is_denied(verb: "Token") -> bool:
    """ "Doesn't", "no longer"."""
    return any(
        c.dep_ == "neg" or (c.lower_ == "longer" and any(n.lower_ == "no" for n in c.children))
        for c in verb.children
    )


def _is_circumstance(clause: "Token") -> bool:
    """ "When X introduced Y", "because X uses Y": so it was or is, whatever is said to follow."""
    begins = {c.lower_ for c in clause.children if c.dep_ in ("advmod", "mark") and c.i < clause.i}
    if begins & {"because", "since"}:
        return clause.tag_ in ("VBD", "VBZ", "VBP")
    return clause.tag_ == "VBD" and bool(begins & {"when", "after", "until"})


def _is_anybodys_power(verb: "Token") -> bool:
    """ "I can", "you could": what somebody may do, said to explain."""
    may = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
    return may and any(c.dep_ == "nsubj" and c.lower_ in ("i", "you", "we", "one") for c in verb.children)


def _is_in_condition(noun: "Token") -> bool:
    """Whether one of some sort stands in a condition: "if there is a node that …", but not "if you look at Google, which …"."""
    if not any(c.dep_ == "det" and c.lower_ in ("a", "an", "some", "any") for c in noun.children):
        return False
    verb = noun.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return _has_condition(verb)


def _is_merely_possible(head: "Token") -> bool:
    """ "It would be interesting to see X rewritten"; but "I would say that X is rewritten" says so."""
    lemma = head.lemma_.lower()
    tells = lemma in read_patterns().blocking["saying"] or lemma in ("call", "describe", "add", "mention")
    return not tells and any(c.dep_ == "aux" and c.lower_ in _WOULD for c in head.children)


def _is_asserted(verb: "Token", able: Collection[str] = ()) -> bool:
    """By the words that hang on the verb itself."""
    blocking = read_patterns().blocking
    if _is_denied(verb):
        return False
    if verb.tag_ == "VBZ" and verb.i > 0 and verb.nbor(-1).lower_ == "have":
        return False  # "every guest we have has …": of the guest
    helped = real = False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    for child in verb.children:
        word = child.lower_
        if word in blocking["negations"] or word in blocking["guesses"]:
            return False
        if child.dep_ == "aux":
            if word in blocking["modals"] and child.tag_ == "MD":
                future = word != "can" and any(c.dep_ == "auxpass" for c in verb.children)
                if word not in able or future:
                    return False  # "it will be used a lot"
                real = True
            if word == "to" and not _is_done(verb):
                return False
            real = real or word == "to"
            helped = helped or child.lemma_ == "do"
        if child.dep_ in ("aux", "auxpass") and subject is not None and child.i < subject.i:
            return False  # "did Google buy it", with or without a question mark
        if child.dep_ == "advcl" and _has_condition(child) and child.lemma_.lower() not in _WAYS_IN:
            return False
    if subject is not None and (
        subject.lower_ in ("nobody", "none", "nothing", "what")
        or any(c.dep_ == "det" and c.lower_ in ("no", "any", "which") for c in subject.children)
    ):
        return False
    if verb.pos_ == "AUX" and subject is not None and verb.i < subject.i:
        return False
    if verb.tag_ == "VB" and verb.dep_ != "conj" and not (helped or real):
        return False
    return not _has_condition(verb)


def _is_done(verb: "Token") -> bool:
    """ "Used to work", "got to use", "went on to found": what was done, for all its "to"."""
    head = verb.head
    lemma = head.lemma_.lower()
    under = verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and lemma in LEAVING)
    if not under or head.tag_ == "VBG" or not _is_asserted(head):
        return False
    if lemma in ("decide", "choose", "go", "use"):
        return head.tag_ in ("VBD", "VBN") and (lemma != "go" or any(c.lower_ == "on" for c in head.children))
    if lemma == "have":
        return head.tag_ in ("VBD", "VBN")  # "we had to use it" was done, "you have to use it" is a duty
    return lemma in _REACHED


def _is_unreal(token: "Token", head: "Token") -> bool:
    """Whether what stands under `head` is wished, or said by others."""
    blocking = read_patterns().blocking
    lemma = head.lemma_.lower()
    if lemma in blocking["verbs"] and not (lemma == "decide" and _is_done(token)):
        return True
    if lemma in blocking["saying"]:
        said_by = [c for c in (*head.children, *_raised(head)) if c.dep_ == "nsubj"]
        return any(c.lower_ in blocking["others"] or c.lemma_.lower() in blocking["others"] for c in said_by)
    return False


def _raised(verb: "Token") -> Iterator["Token"]:
    """What stands beside "they" in "they seem to think"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("seem", "appear", "tend", "use"):
        yield from verb.head.children


def _has_condition(token: "Token") -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in token.children)


def is_liking(token: "Token") -> bool:
    """ "I really like Y", which the tagger often takes for the preposition."""
    if token.lower_ != "like" or token.pos_ != "ADP":
        return False
    if token.i > 0 and token.nbor(-1).is_punct:
        return False  # "Google has, like other companies, …"
    return any(c.dep_ in SUBJECTS for c in token.children)
