"""Which sentences of speech can stand alone in a summary, and how they are written there.

A bullet is read without what was said before it: a sentence that leans on that ("this", "he", "the second one"), that
speaks of the talk itself, or in the first person, is none. Words are taken away only where they say nothing.
"""

import re
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from service.ingest.extract.language import rarity
from service.ingest.extract.leaning import FIRST_PERSON, count_untold, needs_context, subject_of
from service.ingest.extract.things import upper_first

if TYPE_CHECKING:
    from spacy.tokens import Span

SHORTEST, LONGEST = 7, 36
"""Words in a bullet."""
_OPENING = re.compile(
    r"^(?:(?:alright|all right|hopefully|so(?! (?:far|that|much|many|long|called)\b)|and|but|yeah|yes|yep|no|well|right|okay|ok|now|like|also|because|then|i mean|you know|basically|actually|essentially|obviously|of course|"
    r"(?:i think|i guess|i believe|i would say|i'd say)(?: that)?|exactly|sure|again|anyways?|plus|or|oh|um|uh|sort of|kind of|honestly|certainly|absolutely|definitely|whereas|however|ironically|meanwhile|frankly|fundamentally|interestingly|alternatively|additionally|fortunately|unfortunately|ultimately|"
    r"for example|in fact|that said|mm-hmm|therefore|thus|hence|luckily|similarly|likewise|besides|surely|in the meantime|first of all|secondly|firstly|finally|previously|currently|admittedly|specifically|typically speaking|instead)\b[,.…]*\s+|[-–—…,.\s]+)",
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
    # speech of others
    r"|\b(?:i|you|we|they|he|she)(?:['’](?:re|m|s)| was| were) like\b"
    # about the talk, its voices and its listeners
    r"|\b(?:episodes?|podcasts?|sponsor\w*|listeners?|listening|listen|subscri\w+|audience|show notes|guests?|hosts?|thanks?|thank you|welcome|conversation|discussion|interview|your question|good question|great question|jokes?|laugh\w*|slides?|"
    r"mentioned|saying|said|talk(?:ed|ing)? about|pointed out|let me|let['’]s|as (?:you|we) (?:know|can see|saw)|(?:this|last|next) (?:week|month|year|time)|yesterday|tomorrow|tonight|a second|a minute ago|earlier|later on|guys|folks|"
    r"curious|excited|glad|happy|sorry|forgot|remember|guess|wonder\w*|honestly|literally|totally|anyways?|yeah|okay|hey|oh|wow|maybe)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:it|its|this|that|these|those|he|she|they|his|her|their|them|here|which|who|otherwise|through (?:that|this)|\d+\)|what|why|how|where|let|please|one|another|same|both|not|my|me|"
    r"others?|probably|nobody|somebody|someone|something|nothing|everything|all right|in (?:the last|other words|a previous|that|this|those|these|general)|of (?:the|that|this)|at (?:that|this)|"
    r"the (?:first|second|third|last|next|other|only|same|former|latter|whole|one|ones)|just|too|either|neither|such|by then|or|nor|than|except|rather|got|with (?:that|this)|given|"
    r"we(?: will|['’]ll|['’]re going to| are going to|['’]re gonna| are gonna)|part of|partly|at least|think(?:ing)?)(?:['’]\w+)?\b",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"\b(?:I (?:don['’]t|do not|didn['’]t|guess|mean|want|wanted|hope|hate|promise|bet|can['’]t|know|got|was (?:going|like)|was just|am|would|just)|I['’](?:m|d|ll)|(?:for|to|with|of|by) (?:me|us)|we (?:got|had) (?:into|to)|your talk|you['’]ve|we['’]d|we (?:would )?love to|(?:try|like) to (?:say|record)|(?:do|does|did) the same|so to speak)\b",
    re.IGNORECASE,
)
"""Words between people rather than about something."""
_NOT_ANYBODY = frozenset(["'re", "’re", "are", "'ll", "’ll", "were"])
_TALKING = frozenset(["say", "mean", "talk", "call", "tell", "see", "look", "add"])
"""What one does in a talk to explain: "we say we take a key", "you see that it is slow"."""
_VAGUE = frozenset(
    "thing things something somebody someone anything everything just really very also again lot lots bit pretty quite actually probably kind sort way ways".split()
)


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


def stands_alone(text: str, words: "Span", named: Collection[int] = (), voiced: bool = False) -> bool:
    """Whether `text`, trimmed out of the parsed `words`, is a whole sentence that needs no other.

    `named`: tokens of what is on the map. `voiced`: the name of who speaks will stand before it, so that it may say "I".
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
        not _CHAT.search(text) and _is_told(words, named, voiced) and not needs_context(words, named, voiced)
    )


def _is_told(words: "Span", named: Collection[int], voiced: bool) -> bool:
    """A finite verb with a subject that says something, in the words that are left."""
    root = words.root
    subject = subject_of(words)
    if (
        subject is None
        or root.dep_ not in ("ROOT", "conj", "ccomp", "dep", "parataxis")
        or root.pos_ not in ("VERB", "AUX")
    ):
        return False
    if words[0].pos_ in ("AUX", "VERB", "PART", "PUNCT"):
        return False
    if root.tag_ not in ("VBZ", "VBP", "VBD") and not any(
        c.dep_ in ("aux", "auxpass") for c in root.children
    ):
        return False
    often = Counter(token.lower_ for token in words if token.is_alpha and not token.is_stop)
    if (root.pos_ == "VERB" and often[root.lower_] > 1) or max(often.values(), default=0) > 2:
        return False  # "ram prices gpu prices": a list taken for a sentence
    if any(token.lower_ == "your" for token in subject.subtree):
        return False
    if subject.pos_ == "PRON" and root.lemma_ in _TALKING:
        return False
    if subject.pos_ != "PRON":
        return True
    if subject.lower_ == "you":
        # what anybody may do, and not what the other does just now; with nothing of the map it is about nothing
        done = root.tag_ == "VBD" and root.lemma_ != "have"
        return bool(named) and not done and not any(c.lower_ in _NOT_ANYBODY for c in (root, *root.children))
    return subject.dep_ == "expl" or (voiced and subject.lower_ in ("i", "we"))


def worth(words: "Span", named: Collection[int] = ()) -> float:
    """How much a sentence tells by its form: about a thing rather than about us, in few plain words."""
    subject = subject_of(words)
    vague = sum(token.lower_ in _VAGUE for token in words)
    score = (
        0.05 * (12 <= len(words) <= 26)
        - 0.1 * (len(words) < 10)
        - 0.1 * sum(token.lower_ in FIRST_PERSON for token in words)
    )
    score -= 0.06 * vague + 0.06 * count_untold(words, named)
    if subject is not None and subject.pos_ in ("NOUN", "PROPN"):
        score += 0.12 + 0.1 * (rarity(subject.lower_) > 0.1)
        score += 0.12 * (subject.i in named)
    elif subject is not None:
        score -= 0.1
    return score
