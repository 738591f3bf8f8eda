"""Finds abbreviations and what they stand for: "Bitcoin Development Kit (BDK)", "…, JEPA for short", and initials that fit one name only."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from videograph_extractor.entity.names.proper_names import CONTRACTED
from videograph_extractor.entity.things import Thing, fold
from videograph_extractor.text.speech import Passage

_SHORT = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z]")
_LONG_THEN_SHORT = re.compile(
    r"((?:[\w’'-]+ ){1,6}[\w’'-]+),? ?(?:\(|or |called |so-called )?([A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*)\b"
)
_SHORT_THEN_LONG = re.compile(
    r"\b([A-Z]{2,8})s?(?:,| \(|,? (?:which stands for|stands for|or|is short for|meaning))\s*(?:the |a |an )?((?:[\w’'-]+ ?){2,8})"
)
_CERTAIN = 3
"""Letters that do not meet by chance with the words right before."""
_UNCOUNTED = frozenset("of the and for a an in to on".split())


def add_full_forms(things: Sequence[Thing], written: Mapping[str, str]) -> None:
    """A full form that is said only next to its abbreviation becomes a spelling of that."""
    by_key = {fold(form) for thing in things for form in thing.forms}
    for thing in things:
        for short in sorted(thing.exact):
            full = written.get(short.removesuffix("s"))
            if full is not None and thing.kind != "PERSON" and fold(full) not in by_key:
                thing.loose.add(full.lower())


def join_abbreviations(things: list[Thing], written: Mapping[str, str]) -> list[Thing]:
    """The things, those that are short for another put together with it."""
    by_form = {form.lower(): thing for thing in things for form in (*thing.exact, *thing.loose)}
    by_initials: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.kind != "PERSON":
            for text in sorted(
                {
                    letters
                    for form in thing.exact | thing.loose
                    if " " in form or "-" in form
                    for letters in (initials(form), _all_initials(form))
                }
            ):
                if len(text) >= 3:
                    by_initials[text].append(thing)
    gone: set[int] = set()
    for thing in things:
        short = thing.name.removesuffix("s")
        if thing.kind == "PERSON" or not short.isalpha():
            continue
        if not short.isupper():
            if long := _long_for_syllables(short, things):
                long.absorb(thing)
                gone.add(id(thing))
            continue
        full = written.get(short)
        long = by_form.get(full.lower()) if full is not None else None
        if long is None and len(by_initials[short]) == 1:
            long = by_initials[short][0]
        # CSS is not cross-site scripting: what the table has under two kinds is two
        known = long is not None and thing.known and long.known and thing.kind != long.kind and full is None
        if (
            long is not None
            and long is not thing
            and id(long) not in gone
            and long.kind != "PERSON"
            and not known
        ):
            long.absorb(thing)
            if thing.known and thing.kind is not None:
                long.kind, long.certainty = thing.kind, thing.certainty
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def _long_for_syllables(short: str, things: Sequence[Thing]) -> Thing | None:
    """ "DevDiv" is the Developer Division: each of its parts begins one of the words."""
    parts = re.findall(r"[A-Z][a-z]+", short)
    if len(parts) < 2 or "".join(parts) != short:
        return None
    for thing in things:
        words = thing.name.split()
        if thing.kind != "PERSON" and len(words) == len(parts):
            pairs = list(zip(words, parts, strict=True))
            if all(word.startswith(part) for word, part in pairs) and any(w != p for w, p in pairs):
                return thing
    return None


def read_abbreviations(passages: Sequence[Passage]) -> dict[str, str]:
    """Abbreviation → the words next to it that have its initials."""
    pairs: dict[str, str] = {}
    for passage in passages:
        text = passage.doc.text
        if not _SHORT.search(text):
            continue  # most passages have no word that could be short for another
        for match in _LONG_THEN_SHORT.finditer(text):
            words, short = match.group(1).split(), match.group(2).removesuffix("s")
            said = "(" in match.group()
            beside = match.group()[len(match.group(1)) : -len(match.group(2))].isspace()
            if said and _capitals(words[-1]) == short:
                pairs.setdefault(short, words[-1])
            for size in range(2, len(words) + 1):
                long = words[-size:]
                if long[0].lower() in _UNCOUNTED or long[-1].lower() in _UNCOUNTED:
                    continue
                if beside and len(short) < _CERTAIN:
                    continue  # any two words before "AI" may begin so: "as implementing AI"
                if initials(" ".join(long)) == short.upper() or (said and _begin(long, short)):
                    pairs.setdefault(short, " ".join(long))
        for match in _SHORT_THEN_LONG.finditer(text):
            words, short = match.group(2).split(), match.group(1)
            if CONTRACTED.search(match.group(2)):
                continue  # "BT, but they're"
            for size in range(2, len(words) + 1):
                in_brackets = "(" in match.group() and text[match.start(2) :].startswith(
                    " ".join(words[:size]) + ")"
                )
                if initials(" ".join(words[:size])) == short or (in_brackets and _begin(words[:size], short)):
                    pairs.setdefault(short, " ".join(words[:size]))
    return pairs


def _begin(words: Sequence[str], short: str) -> bool:
    """Whether beginnings of all words make the abbreviation: SCALE of "Southern California Linux Expo"."""
    if not words:
        return not short
    word = words[0].upper()
    return any(
        _begin(words[1:], short[size:])
        for size in range(1, len(short) + 1)
        if word.startswith(short[:size].upper())
    )


def _capitals(word: str) -> str:
    """JSC of "JavaScriptCore"."""
    capitals = "".join(filter(str.isupper, word))
    return capitals if len(capitals) > 1 and word != capitals else ""


def initials(words: str) -> str:
    """Capitals of the words that count: BDK of "Bitcoin Development Kit", WORA of "write once, run anywhere"."""
    parts = [word for word in re.split(r"[\s\-]+", words) if word]
    return "".join(part[0] for part in parts if part.lower() not in _UNCOUNTED or len(parts) == 1).upper()


def _all_initials(words: str) -> str:
    """The same with the small words: DOE of "Department of Energy"."""
    return "".join(part[0] for part in re.split(r"[\s\-]+", words) if part).upper()
