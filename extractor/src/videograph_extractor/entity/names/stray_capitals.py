"""Finds ordinary words with a wrong capital: "this amazing Corpus of answers", "our Enterprise scenario", as in
automatic transcripts."""

import re
from collections.abc import Sequence

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_hand_made
from videograph_extractor.entity.things import Mention, Thing
from videograph_extractor.text.language import rarity

_PLAIN = 0.65
"""How rare a word may be that is an everyday one."""
_TOLD = 0.5
"""How sure a kind is that something around the name has told."""
_MOST = 0.6
_NOUN = re.compile(
    r"\b(?:a|an|our|your|my|their|his|her|its|this|that|these|those|every|each|any|some|no|another|the)"
    r"(?: (?:very|really|more|most|\w+ing|\w+ed|\w+al|\w+ic|\w+ive|\w+able|\w+ful|new|big|good|great|own|same|whole))*[ \n]$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:a|an|another|every|each) (?:[\w-]+ )?$", re.IGNORECASE)


def without_nouns(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> list[Thing]:
    """The things, without plain words in capitals that stand behind an article nearly everywhere."""
    return [thing for thing in things if not _is_noun(thing, segments)]


def _is_noun(thing: Thing, segments: Sequence[SegmentInfo]) -> bool:
    hand = read_hand_made()
    known = any(form in hand.kinds or form in hand.ambiguous for form in (thing.name, *thing.exact))
    if known or not thing.is_name or thing.kind not in ("PRODUCT", "CONCEPT") or thing.certainty >= _TOLD:
        return False
    words = thing.name.split()
    if len(words) > 1 or not all(word.istitle() and rarity(word) < _PLAIN for word in words):
        return False
    behind = sum(_NOUN.search(_before(mention, segments)) is not None for mention in thing.mentions)
    one = sum(_ARTICLE.search(_before(mention, segments)) is not None for mention in thing.mentions)
    return behind >= _MOST * len(thing.mentions) or one > 0


def _before(mention: Mention, segments: Sequence[SegmentInfo]) -> str:
    return segments[mention.segment].text[max(0, mention.start - 40) : mention.start]
