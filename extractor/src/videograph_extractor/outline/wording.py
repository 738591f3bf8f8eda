"""Converts a spoken sentence to written form for a summary. Only words without meaning are removed."""

import re

from videograph_extractor.entity.things import upper_first

SHORTEST, LONGEST = 7, 36
"""Words in a bullet."""
_OPENING = re.compile(
    r"^(?:(?:alright|all right|so(?! (?:far|that|much|many|long|called)\b)|and|but|yeah|yes|yep|no(?=[,.…])|well|right|okay|ok|now|like|also|because(?! of\b)|then|i mean|you know|basically|actually|essentially|obviously|of course|"
    r"(?:i think|i guess|i believe|i would say|i'd say)(?: that)?|exactly|sure|again|anyways?|plus|or|oh|um|uh|sort of|kind of|honestly|certainly|absolutely|definitely|whereas|however|ironically|meanwhile|frankly|fundamentally|interestingly|alternatively|additionally|fortunately|unfortunately|ultimately|"
    r"for example|in fact|that said|mm-hmm|therefore|thus(?! far\b)|hence|luckily|similarly|likewise|besides|surely|in the meantime|first of all|secondly|firstly|finally|previously|currently|admittedly|specifically|typically speaking|instead(?! of\b))\b[,.…]*\s+|[-–—…,.\s]+)",
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
_UNWRITTEN = re.compile(r"[\[\]?…]|\.\.|--")
"""Signs for sounds, for questions, and for what breaks off."""
_TWICE = re.compile(r"\b([a-z][\w'’-]*(?: [a-z][\w'’-]*){0,4}),?(?: or)? \1\b", re.IGNORECASE)
_STRESSED = frozenset(
    "very really many much more so long that had big far way again over no never bye years on ha far little too old new".split()
)
"""Words that are said twice on purpose: "a very, very large one", "the fact that that block …"."""
_SORT_OF = re.compile(r"(?:\b([\w’']+) )?\b(?:kind|sort)s? of\b", re.IGNORECASE)
_A_SORT = frozenset(
    "a an the this that what some same each any one new all two other which every these those three different another".split()
)
_FILLER = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|there['’]s|it['’]s|that['’]s|and|or|which|because|really|just|actually|of|with|to|have|has|had|do) |['’]s |, )"
    r"like\b(?! (?:to|an?|the|this|that)\b)|\bmaybe\b",
    re.IGNORECASE,
)
"""The filler "is like pretty easy", but not "is like a tree"; and what somebody only thinks aloud."""


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


def is_formed(text: str) -> bool:
    """Whether a trimmed sentence has the form of a bullet: its length and its signs."""
    return (
        SHORTEST <= len(text.split()) <= LONGEST
        and (text[0].isalnum() or text[0] in '"“')
        and text.endswith((".", "!"))
        and not _UNWRITTEN.search(text)
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
    )


def is_fluent(text: str) -> bool:
    """Whether nothing is said twice or filled in: "the the", "there could be there could be", "which like is", "it sort of works"."""
    twice = (match[1].casefold() for match in _TWICE.finditer(text))
    sorts = (match[1] for match in _SORT_OF.finditer(text))
    return (
        not _FILLER.search(text)
        and all(words in _STRESSED for words in twice)
        and all(word is not None and word.casefold() in _A_SORT for word in sorts)
    )
