"""The features of a sentence that may be a bullet: construction, context dependence, names, position. `bullets.py`
weighs them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from videograph_extractor.outline.context_dependence import FIRST_PERSON, count_untold, leanings, subject_of
from videograph_extractor.text.language import rarity

if TYPE_CHECKING:
    from spacy.tokens import Span

_STEPS = {
    "long": (9, 12, 16, 20, 26, 31),
    "rare": (1, 2, 3, 5),
    "names": (1, 2, 3, 5),
    "named": (1, 2, 4, 7),
    "weight": (0.1, 0.3, 0.6, 1.0, 1.6),
    "untold": (1, 2, 3),
    "vague": (1, 2, 3),
    "commas": (1, 2, 3),
    "pronouns": (1, 2, 3, 4),
    "nouns": (0.15, 0.2, 0.25, 0.3, 0.4),
    "subject rare": (0.05, 0.15, 0.4, 0.8),
    "into": (0.03, 0.1, 0.9, 0.97),
}
"""From which numbers on a trait's next step begins."""
_RARE = 0.3
_PATTERNS = {
    "slip": r"\b(\w+),? \1\b|\b(?:gotta|dunno|kinda|whatnot|blah|you know|i mean|or something|whatever|stuff)\b",
    "slang": r"\b(?:super|crazy|weird|awesome|cool|literally|totally|honestly|hey|oh|wow|yeah|okay|guys|folks)\b",
    "words of others": r"\b(?:i|you|we|they|he|she)(?:['’](?:re|m|s)| was| were) like\b",
    "about the talk": r"\b(?:episodes?|podcasts?|sponsor\w*|listeners?|listening|listen|subscri\w+|audience|show notes|guests?|"
    r"hosts?|thanks?|thank you|welcome|conversation|discussion|interview|(?:your|good|great) question|slides?|"
    r"mentioned|talk(?:ed|ing)? about|pointed out|let me|let['’]s|as (?:you|we) (?:know|can see|saw))\b",
    "of its day": r"\b(?:(?:this|last|next) (?:week|month|year|time)|yesterday|tomorrow|tonight|a second|a minute ago|earlier|later on)\b",
    "feeling": r"\b(?:curious|excited|glad|happy|sorry|forgot|remember|guess|wonder\w*|jokes?|laugh\w*|maybe|anyways?)\b",
    "between people": r"\b(?:I (?:don['’]t|do not|didn['’]t|guess|mean|want|wanted|hope|hate|promise|bet|can['’]t|know|got|was (?:going|like|just)|"
    r"am|would|just)|I['’](?:m|d|ll)|(?:for|to|with|of|by) (?:me|us)|your talk|you['’]ve|we['’]d|we (?:would )?love to|"
    r"(?:try|like) to (?:say|record)|(?:do|does|did) the same|so to speak)\b",
    "opens leaning": r"^(?:it|its|this|that|these|those|he|she|they|his|her|their|them|here|which|who|otherwise|through (?:that|this)|"
    r"what|why|how|where|let|please|one|another|same|both|not|my|me|others?|probably|nobody|somebody|someone|something|nothing|everything|"
    r"in (?:the last|other words|that|this|those|these|general)|of (?:the|that|this)|at (?:that|this)|"
    r"the (?:first|second|third|last|next|other|only|same|former|latter|whole|one|ones)|just|too|either|neither|such|by then|or|nor|"
    r"than|except|rather|got|with (?:that|this)|given|we(?: will|['’]ll|['’]re going to| are going to)|part of|partly|at least|"
    r"think(?:ing)?)(?:['’]\w+)?\b",
}
_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _PATTERNS.items()}
_TALKING = frozenset(["say", "mean", "talk", "call", "tell", "see", "look", "add"])
"""What one does in a talk to explain: "we say we take a key", "you see that it is slow"."""
_VAGUE = frozenset(
    "thing things something somebody someone anything everything just really very also again lot lots bit pretty quite actually probably kind sort way ways".split()
)


@dataclass(frozen=True)
class Context:
    """What is known of a sentence beside its words. `weight`: of what it names; `into`: how far into the talk it is said,
    0 to 1; `voiced`: whether the name of who speaks can stand in front of "I" and "we"; `asking`: whether it is said by
    who asks most; `part`: whether it is only part of what was said in one breath; `called`: whether a voice is named."""

    weight: float
    into: float
    voiced: bool
    asking: bool
    captions: bool
    part: bool
    called: bool


def read_traits(text: str, words: "Span", named: frozenset[int], context: Context) -> tuple[str, ...]:
    """All traits of `text`, trimmed out of the parsed `words`, of which `named` are tokens of what is on the map; in no
    special order, some of them twice."""
    return (
        *_of_subject(words, named),
        *_of_verb(words),
        *_of_words(text, words, named),
        *(f"leans {how}" for how in leanings(words, named, context.voiced)),
        *(name for name, pattern in _COMPILED.items() if pattern.search(text)),
        *_of_context(words, named, context),
    )


def _of_subject(words: "Span", named: frozenset[int]) -> Iterator[str]:
    subject = subject_of(words)
    if subject is None:
        return
    yield f"subject {subject.tag_}"
    yield f"subject role {subject.dep_}"
    if subject.i in named:
        yield "subject named"
    if subject.pos_ not in ("NOUN", "PROPN"):
        yield f"subject {subject.lower_}"
    else:
        yield _step("subject rare", rarity(subject.lower_))
    before = [c.lower_ for c in subject.children if c.dep_ in ("det", "poss")]
    yield from (f"subject after {word}" for word in before or ["nothing"])
    yield from (f"subject with {c.dep_}" for c in subject.children)
    if any(token.lower_ == "your" for token in subject.subtree):
        yield "subject yours"


def _of_verb(words: "Span") -> Iterator[str]:
    root = words.root
    yield f"verb {root.lemma_.lower()}"
    yield f"verb {root.tag_}"
    yield f"verb role {root.dep_}"
    subject = subject_of(words)
    if subject is not None and subject.pos_ == "PRON":
        yield f"{subject.lower_} {root.lemma_.lower()}"
        if root.lemma_ in _TALKING:
            yield "talking"


def _of_words(text: str, words: "Span", named: frozenset[int]) -> Iterator[str]:
    yield _step("long", len(text.split()))
    yield _step("rare", sum(token.is_alpha and rarity(token.lower_) > _RARE for token in words))
    yield _step("names", sum(token.pos_ == "PROPN" for token in words))
    yield _step("named", len(named))
    yield _step("untold", count_untold(words, named))
    yield _step("vague", sum(token.lower_ in _VAGUE for token in words))
    yield _step("commas", text.count(","))
    yield _step("pronouns", sum(token.pos_ == "PRON" for token in words))
    yield _step("nouns", sum(token.pos_ in ("NOUN", "PROPN") for token in words) / len(words))
    last = next((token for token in reversed(words) if not token.is_punct), words[-1])
    yield f"last {last.pos_}"
    yield f"ends {text[-1]}"
    often = Counter(token.lower_ for token in words if token.is_alpha and not token.is_stop)
    if max(often.values(), default=0) > 1:
        yield "word again"
    if often[words.root.lower_] > 1 or max(often.values(), default=0) > 2:
        yield "list for a sentence"


def _of_context(words: "Span", named: frozenset[int], context: Context) -> Iterator[str]:
    yield _step("weight", context.weight)
    yield _step("into", context.into)
    if is_personal(words):
        yield "personal voiced" if context.voiced else "personal"
        if not named:
            yield "personal and nothing named"
    if context.asking:
        yield "asking"
    if context.captions:
        yield "captions"
    if context.part:
        yield "part"
    if context.called:
        yield "calls a voice"


def is_personal(words: "Span") -> bool:
    """Whether it says "I" or "we"."""
    return any(token.lower_ in FIRST_PERSON for token in words)


def _step(name: str, number: float) -> str:
    return f"{name} {sum(number >= step for step in _STEPS[name])}"
