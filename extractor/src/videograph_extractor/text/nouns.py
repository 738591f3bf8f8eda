"""Finds the nouns of every segment. Nouns that are frequent in one passage and rare elsewhere are its subject."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from videograph_extractor.text.speech import Passage

_WORD = re.compile(r"(?=.*[^\W\d])\w[\w.+#/&-]*")
"""No code ("a:="), no ending of a file (".peg"), no clock ("o'clock")."""


@dataclass(frozen=True)
class Nouns:
    """Lemmas by segment, as often as they are said, and how each is mostly written inside a sentence."""

    by_segment: tuple[tuple[str, ...], ...]
    spelt: Mapping[str, str]


def find_nouns(passages: Sequence[Passage], segments: int) -> Nouns:
    """All nouns of the talk, also those inside names and phrases."""
    found: list[list[str]] = [[] for _ in range(segments)]
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for token in passage.doc:
            text = token.text
            if token.pos_ not in ("NOUN", "PROPN") or token.is_stop or len(text) < 2:
                continue
            if not _WORD.fullmatch(text):
                continue
            lemma = token.lemma_.lower()
            found[passage.place(token.idx)[0]].append(lemma)
            begins = token.is_sent_start and token.pos_ == "NOUN"
            spellings[lemma][text[0].lower() + text[1:] if begins else text] += 1
    spelt = {lemma: max(sorted(forms), key=lambda f: forms[f]) for lemma, forms in spellings.items()}
    return Nouns(tuple(map(tuple, found)), spelt)
