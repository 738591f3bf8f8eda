"""Which sentences of speech can stand alone in a summary, and how they are written there.

A bullet is read without what was said before it: a sentence that leans on that ("this", "he", "the second one"), that
speaks of the talk itself, or in the first person, is none. Words are taken away only where they say nothing.
"""

import re
from typing import TYPE_CHECKING

from service.ingest.extract.language import rarity
from service.ingest.extract.tables import read_words
from service.ingest.extract.things import upper_first

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SHORTEST, LONGEST = 9, 36
"""Words in a bullet."""
_OPENING = re.compile(
    r"^(?:(?:so(?! (?:far|that|much|many|long|called)\b)|and|but|yeah|yes|yep|no|well|right|okay|ok|now|like|also|because|then|i mean|you know|basically|actually|essentially|obviously|of course|"
    r"(?:i think|i guess|i believe|i would say|i'd say)(?: that)?|exactly|sure|again|anyways?|plus|or|oh|um|uh|sort of|kind of|honestly|certainly|absolutely|definitely|whereas|however|ironically|meanwhile|frankly|fundamentally|interestingly|alternatively|additionally|fortunately|unfortunately|ultimately|"
    r"for example|in fact|that said|mm-hmm|therefore|thus|hence|luckily|similarly|likewise|besides|specifically|typically speaking|instead)\b[,.…]*\s+|[-–—…,.\s]+)",
    re.IGNORECASE,
)
_INNER = re.compile(
    r",? (?:you know|i mean|um|uh|like|sort of|kind of|i guess|right|basically|obviously|actually),(?= )",
    re.IGNORECASE,
)
_BARE_FILLER = re.compile(r"\b(?:um|uh),? ", re.IGNORECASE)
_HEDGE = re.compile(
    r"(?<= )(is|are|was|were|be|been|just|can|could|will|would|to|we|you|they|it|really|has|have|had|and|do|does) (?:kind of|sort of) (?!an?\b|the\b)",
    re.IGNORECASE,
)
"""A filler after these, and a sort of something elsewhere: "a kind of tree"."""
_SPOKEN = (("gonna", "going to"), ("wanna", "want to"))
_ENDING = re.compile(
    r",? (?:right|you know|okay|yeah|and so on(?: and so forth)?|or something(?: like that)?|or whatever|and stuff(?: like that)?|and things like that|etc|actually|basically|obviously|of course|I think|I guess|for sure)[.?!]*$",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    # not a sentence of prose: notes, broken off, slips
    r"[\[\]?…]|\.\.|--|\b(\w+),? \1\b|\b(?:gotta|dunno|kinda|whatnot|blah|you know|i mean|or something|whatever|stuff|super|crazy|weird|awesome|cool)\b"
    # about the talk, its voices and its listeners
    r"|\b(?:episodes?|podcasts?|sponsor\w*|listeners?|listening|listen|subscri\w+|audience|show notes|guests?|hosts?|thanks?|thank you|welcome|conversation|discussion|interview|your question|good question|great question|jokes?|laugh\w*|slides?|"
    r"mentioned|saying|said|talk(?:ed|ing)? about|pointed out|let me|let['’]s|as (?:you|we) (?:know|can see|saw)|(?:this|last|next) (?:week|month|year|time)|yesterday|tomorrow|tonight|a second|a minute ago|earlier|later on|guys|folks|"
    r"curious|excited|glad|happy|sorry|forgot|remember|guess|wonder\w*|honestly|literally|totally|anyways?|yeah|okay|hey|oh|wow|maybe)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:it|its|this|that|these|those|he|she|they|his|her|their|them|here|which|who|otherwise|through (?:that|this)|\d+\)|what|why|how|where|let|please|one|another|same|both|not|my|me|"
    r"others?|nobody|somebody|someone|something|nothing|everything|all right|in (?:the last|other words|a previous|that|this|those|these|general)|of (?:the|that|this)|at (?:that|this)|"
    r"the (?:first|second|third|last|next|other|only|same|former|latter|whole|one|ones)|just|too|either|neither|such|by then|or|nor|than|except|rather|got|with (?:that|this)|given|"
    r"we(?: will|['’]ll|['’]re going to| are going to|['’]re gonna| are gonna)|part of|partly|at least|think(?:ing)?)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"\b(?:I (?:don['’]t|do not|didn['’]t|guess|mean|want|wanted|hope|hate|promise|bet|can['’]t|know|got|was (?:going|like)|was just|am|would|just)|I['’](?:m|d|ll)|(?:for|to|with|of|by) (?:me|us)|we (?:got|had) (?:into|to)|your talk|you['’]ve|we['’]d|we (?:would )?love to|(?:try|like) to (?:say|record))\b",
    re.IGNORECASE,
)
"""Words between people rather than about something."""
_MINE = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PERSON = _MINE | {"we", "us", "our", "ours", "myself", "ourselves"}
_BACK = frozenset(
    "it its they them their theirs he him his she her hers himself herself itself themselves".split()
)
_AWAY = frozenset(["here", "another", "other", "others", "former", "latter", "else"])


def strip_opening(text: str) -> str:
    """A sentence without the fillers in front."""
    while (shorter := _OPENING.sub("", text, count=1)) != text:
        text = shorter
    return text


def trim(text: str) -> str:
    """A sentence without the fillers in and around it, with a capital in front."""
    text = _BARE_FILLER.sub("", _INNER.sub("", strip_opening(" ".join(text.split()))))
    text = _HEDGE.sub(r"\1 ", text)
    for spoken, written in _SPOKEN:
        text = re.sub(rf"\b{spoken}\b", written, text)
    if _ENDING.search(text) and not text.endswith("?"):
        text = _ENDING.sub(".", text)
    return upper_first(text)


def stands_alone(text: str, words: "Span", voiced: bool = False) -> bool:
    """Whether `text`, trimmed out of the parsed `words`, is a whole sentence that needs no other.

    `voiced`: the name of who speaks will stand before it, so that it may say "I".
    """
    if not SHORTEST <= len(text.split()) <= LONGEST or not text.endswith((".", "!")):
        return False
    if (
        _UNFIT.search(text)
        or _LEANING.match(text)
        or text.count('"') % 2
        or text.count("(") != text.count(")")
    ):
        return False
    return (
        not _CHAT.search(text)
        and _has_subject(words, voiced)
        and not any(_leans(token, words, voiced) for token in words)
    )


def _has_subject(words: "Span", voiced: bool) -> bool:
    """A finite verb with a subject of its own that says something, in the words that are left."""
    root = words.root
    if (
        root.dep_ != "ROOT"
        or root.pos_ not in ("VERB", "AUX")
        or words[0].pos_ in ("AUX", "VERB", "PART", "PUNCT")
    ):
        return False
    subject = next(
        (c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i >= words.start), None
    )
    if subject is None or not (
        root.tag_ in ("VBZ", "VBP", "VBD") or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    ):
        return False
    if subject.pos_ == "PRON":
        return subject.lower_ in ("we", "you", "there") or (voiced and subject.lower_ == "i")
    # "the problem is …": of what? "the problem with pinning is …" says so
    vague = (
        subject.lemma_.lower() in read_words().empty_nouns or subject.text.lower() in read_words().empty_nouns
    )
    told = any(c.dep_ in ("prep", "relcl", "compound", "amod", "poss", "acl") for c in subject.children)
    definite = any(c.dep_ == "det" and c.lower_ == "the" for c in subject.children)
    return told or not (vague and (definite or not any(c.dep_ == "det" for c in subject.children)))


def _leans(token: "Token", words: "Span", voiced: bool) -> bool:
    """Whether a word points to something outside of the sentence, or to who speaks."""
    word = token.lower_
    if word in _MINE:
        return not voiced
    if word in ("this", "that", "these", "those"):
        if token.dep_ == "det":  # "these transactions that lock you in" points forwards
            return not any(c.dep_ == "relcl" for c in token.head.children)
        relative = token.head.dep_ == "relcl" or token.dep_ == "mark" or token.tag_ in ("WDT", "IN", "RB")
        return not (word == "that" and relative)
    if word in _AWAY:
        return True
    if word == "there":
        return token.dep_ != "expl"
    if word in _BACK:
        # something that it may stand for must be named before it
        return not any(t.pos_ in ("NOUN", "PROPN") for t in token.doc[words.start : token.i])
    return False


def worth(words: "Span") -> float:
    """How much a sentence tells by its form: about a thing rather than about us, in few plain words."""
    subject = next((c for c in words.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    score = 0.05 * (12 <= len(words) <= 26) - 0.1 * sum(token.lower_ in FIRST_PERSON for token in words)
    score -= 0.06 * sum(
        token.lower_ in ("thing", "things", "just", "really", "very", "also", "again", "lot")
        for token in words
    )
    if subject is not None and subject.pos_ in ("NOUN", "PROPN"):
        score += 0.12 + 0.1 * (rarity(subject.lower_) > 0.1)
    return score
