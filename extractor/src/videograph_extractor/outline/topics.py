"""Topics: the themes of a talk in title case, spelt alike in all talks, each with the segments about it.

Themes come from two sides: a table of broad ones (data/topics.toml) whose words are looked for in the talk, and the
ideas that the talk itself keeps coming back to. Single products, companies and persons are on the map, not here, but
where a talk is hardly about anything else.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log2
from typing import Any

import snowballstemmer

from service.domain.document import SegmentInfo, TopicInfo
from service.domain.text import normalise_name
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing, is_named, small
from videograph_extractor.text.language import DATA, rarity
from videograph_extractor.text.phrases import Term

_MOST = 8
_FLOOR = 0.4
"""What a topic must score beside the first one: what is below is mostly said by the way."""
_NEAR = 3
"""Two mentions at most so many segments apart: what lies between is about the same."""
_SMALL = frozenset("of the and or for in on to with from by at as vs via".split())
_PLAIN, _PLAIN_WEIGHT = 0.3, 0.5
"""A word of a theme that is no rarer than that in English counts less: "fee", "script", "teaching"."""
_LEAST = 2.0
"""Weighed words from which on a talk is about a theme."""
_SHARED = "~"
_VOUCHING = 2
"""Words of a field, none of them an everyday one, from which on a talk is of that field, and everyday words are meant so."""
_FITNESS = {"CONCEPT": 0.8, "PRODUCT": 0.45, "EVENT": 0.4, "COMPANY": 0.3}
"""What entities are worth as topics beside the themes of the table."""


@cache
def _table() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Theme → its words as the file has them; field → its themes."""
    raw: dict[str, Any] = tomllib.loads((DATA / "topics.toml").read_text(encoding="utf-8"))
    fields: dict[str, str] = raw.pop("fields")
    return raw, {name: frozenset(map(str.strip, themes.split(";"))) for name, themes in fields.items()}


@cache
def _themes() -> dict[str, str]:
    """Words as said, in lower case → the theme they speak for."""
    words: dict[str, str] = {}
    for name, others in _table()[0].items():
        for other in (*others.split(";"), name):
            words.setdefault(" ".join(other.lower().replace(_SHARED, "").split()), name)
    return words


@cache
def _shared() -> frozenset[str]:
    """Words that are said of other things as well: "script", "writing"."""
    words = (" ".join(word.lower().split()) for others in _table()[0].values() for word in others.split(";"))
    return frozenset(word.removeprefix(_SHARED) for word in words if word.startswith(_SHARED))


@cache
def _canonical() -> dict[str, str]:
    """Normal form → the name used for it in all talks."""
    return {normalise_name(words): name for words, name in _themes().items()}


@cache
def _pattern() -> re.Pattern[str]:
    inner = "|".join(re.escape(words) for words in sorted(_themes(), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])")


@cache
def _usual() -> dict[str, float]:
    """How much of a theme is said in a thousand words of talks about anything."""
    rates: dict[str, float] = tomllib.loads((DATA / "theme_rates.toml").read_text(encoding="utf-8"))
    return rates


@cache
def _weight(words: str) -> float:
    return _PLAIN_WEIGHT if " " not in words and rarity(words) < _PLAIN else 1.0


def count_themes(segments: Sequence[SegmentInfo]) -> tuple[dict[str, float], dict[str, set[int]]]:
    """The themes of the table that a talk speaks of: how many words it has of each, weighed, and in which segments. Everyday
    words alone are none."""
    said: defaultdict[str, float] = defaultdict(float)
    places: defaultdict[str, set[int]] = defaultdict(set)
    own: defaultdict[str, set[str]] = defaultdict(set)
    for i, segment in enumerate(segments):
        for words, name in _said(segment.text):
            said[name] += _weight(words)
            places[name].add(i)
            if words not in _shared():
                own[name].add(words)
    sure = set(own)
    for themes in _table()[1].values():
        if sum(len(own.get(name, ())) for name in themes) >= _VOUCHING:
            sure |= themes
    return {name: count for name, count in said.items() if name in sure}, places


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Words of the table, in order, each with its theme."""
    for match in _pattern().finditer(text.lower()):
        yield match.group(), _themes()[match.group()]


def find_topics(
    segments: Sequence[SegmentInfo], things: Sequence[Thing], terms: dict[str, Term]
) -> list[TopicInfo]:
    """Topics, most telling first. `things` are ranked; persons are no topics."""
    scores, places = _score_themes(segments)
    spoken = count_themes(segments)[0].keys()
    themes = set(_themes().values())
    for thing in things:
        if thing.kind == "PERSON" or not thing.mentions:
            continue
        name = topic_name(thing, terms, spoken)
        if name.removesuffix("s") in read_words().common_initials:
            continue
        if name not in scores or name not in themes:
            scores[name] = max(scores.get(name, 0.0), _fitness(thing))
        places.setdefault(name, set()).update(m.segment for m in thing.mentions)
    _merge_by_stem(scores, places, themes)
    least = _FLOOR * max(scores.values(), default=0.0)
    ranked = sorted(
        (n for n, score in scores.items() if score >= least), key=lambda name: (-scores[name], name)
    )
    # "Bitcoin Core 24" beside "Bitcoin Core" is no theme of its own
    chosen = [n for n in ranked if n in themes or not any(n.startswith(f"{other} ") for other in ranked)]
    return [TopicInfo(name=name, segments=tuple(_fill(places[name]))) for name in chosen[:_MOST]]


def _merge_by_stem(scores: dict[str, float], places: dict[str, set[int]], themes: Collection[str]) -> None:
    """Topics whose words have the same stems ("Wallet", "Wallets") become one, with the name of the theme of the table,
    or of the best one."""
    stem = snowballstemmer.stemmer("english").stemWord
    by_stem: dict[str, str] = {}
    for name in sorted(scores, key=lambda name: (name not in themes, -scores[name], name)):
        kept = by_stem.setdefault(" ".join(map(stem, name.lower().split())), name)
        if kept != name:
            scores[kept] = max(scores[kept], scores.pop(name))
            places[kept] |= places.pop(name)


def _score_themes(segments: Sequence[SegmentInfo]) -> tuple[dict[str, float], dict[str, set[int]]]:
    """How much a talk is about the themes of the table, 1 for the most, and where it speaks of them."""
    said, places = count_themes(segments)
    thousands = max(1.0, sum(len(segment.text.split()) for segment in segments) / 1000)
    raw = {
        name: log2(1 + count)
        * (0.6 + 0.05 * len({i * 10 // len(segments) for i in places[name]}))
        * _beyond_usual(name, count / thousands)
        for name, count in said.items()
        if count >= _LEAST
    }
    best = max(raw.values(), default=1.0)
    return {name: value / best for name, value in raw.items()}, places


def _beyond_usual(name: str, rate: float) -> float:
    """Near 1 for what a talk says far more of than others do, half for what it says as much of: nearly every talk has an API,
    somebody who writes, and money in it, and is about none of them."""
    return rate / (rate + _usual().get(name, 0.0))


def _fitness(thing: Thing) -> float:
    """Salience, with ideas before makers and phrases before single words."""
    weight = _FITNESS.get(str(thing.kind), 0.0)
    if thing.loose and " " not in thing.name:
        weight *= 0.65
    return thing.salience * weight


def topic_name(thing: Thing, terms: dict[str, Term], spoken: Collection[str]) -> str:
    """The canonical name where there is one; otherwise the singular in title case, as an encyclopaedia has it.

    Args:
        spoken: the themes of the table that the talk speaks of: an everyday word stands for no other.
    """
    for form in (thing.name, *sorted(thing.exact | thing.loose)):
        name = _canonical().get(normalise_name(form))
        if name is not None and (name in spoken or form.lower() not in _shared()):
            return name
    name = thing.name
    if name.lower() in thing.loose and not thing.spelt and not is_named(thing):
        key = next((term.key for term in terms.values() if name.lower() in map(str.lower, term.forms)), name)
        spelt = {text: n for text, n in thing.said.items() if text.lower() == key}
        name = small(max(sorted(spelt), key=lambda text: spelt[text])) if spelt else key
    return title_case(name)


def title_case(words: str) -> str:
    """Capitals on all but small words; a word with capitals of its own stays as it is."""
    return " ".join(
        part if i and part in _SMALL else "-".join(map(_capital, part.split("-")))
        for i, part in enumerate(words.split())
    )


def _capital(part: str) -> str:
    return part if any(map(str.isupper, part)) else part[:1].upper() + part[1:]


def _fill(segments: set[int]) -> list[int]:
    ordered = sorted(segments)
    filled = set(ordered)
    for before, behind in pairwise(ordered):
        if behind - before <= _NEAR:
            filled.update(range(before, behind))
    return sorted(filled)
