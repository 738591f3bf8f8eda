"""From names, terms and persons to the entities of a talk: one thing for all its spellings, with a kind and
with every place where it is said. Which of them are worth a place on the map is for `salience.py`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from service.graph.text import normalise_name
from service.ingest.document import Kind, SegmentInfo, Transcript
from service.ingest.extract.kinds import Votes, decide_kind, vote_on_context
from service.ingest.extract.language import parse, rarity
from service.ingest.extract.names import Name, clean, find_names, pattern_of
from service.ingest.extract.people import Person, find_people, has_first_name, is_full_name
from service.ingest.extract.phrases import Term, find_terms
from service.ingest.extract.speech import Passage
from service.ingest.extract.tables import read_known_names

_PARENTHESIS = re.compile(r"((?:[\w’'-]+ ){1,6})\(([A-Z][A-Za-z0-9]{1,7})\)")
_FULL_NAME = r"\b{first}(?: (?:van|von|der|den|de|la|di|da|del))* [A-Z][\w’'-]+"
_SAME_PERSON = 92
"""Likeness in percent from which two full names of one video are one person's (misspelt once)."""


@dataclass(frozen=True, order=True)
class Mention:
    segment: int
    start: int
    end: int


@dataclass
class Thing:
    """An entity in the making. `exact` are its spellings as names, `loose` those in which case says nothing;
    `short` are those good only in this video; `labels` the voices that are this person's."""

    name: str
    kind: Kind | None = None
    exact: set[str] = field(default_factory=set[str])
    loose: set[str] = field(default_factory=set[str])
    short: set[str] = field(default_factory=set[str])
    labels: list[str] = field(default_factory=list[str])
    specificity: float = 1.0
    known: bool = False
    mentions: list[Mention] = field(default_factory=list[Mention])
    said: Counter[str] = field(default_factory=Counter[str])
    salience: float = 0.0

    @property
    def is_name(self) -> bool:
        """Whether it is said as a name somewhere, and not only as a term."""
        return bool(self.exact)

    @property
    def local(self) -> bool:
        """Known by a first name only: not the same as in another video."""
        return self.kind == "PERSON" and " " not in self.name and not self.known


def find_things(transcript: Transcript, passages: Sequence[Passage]) -> list[Thing]:
    """Everything that the talk names, with its mentions, in order of first appearance; speakers always."""
    names = find_names(passages)
    terms = find_terms(passages)
    written = _written_people(transcript)
    people = _people(transcript, names, written)
    things = _gather(names, terms, people)
    _find_mentions(transcript.segments, things)
    context = _read_context(transcript.segments, things)
    kept: list[Thing] = []
    for thing, votes in zip(things, context, strict=True):
        if thing.kind is None:
            thing.kind = _kind(thing, names, votes)
        if thing.kind is not None and (thing.mentions or thing.labels):
            kept.append(thing)
    kept = _join_abbreviations(kept, passages)
    for thing in kept:
        _choose_name(thing)
    return _join_same_names(kept)


def _written_people(transcript: Transcript) -> list[str]:
    """Full names in title and description: they say who the first names in the talk are."""
    text = f"{transcript.video.title}.\n{transcript.video.description or ''}"
    (doc,) = parse([text])
    found = [clean(e.text) for e in doc.ents if e.label_ == "PERSON"]
    for speaker in transcript.speakers:
        # spaCy misses rare names; after a voice's first name the family name is plain to see.
        if speaker.label.isalpha():
            found += [clean(m.group()) for m in re.finditer(_FULL_NAME.format(first=speaker.label), text)]
    return [name for name in dict.fromkeys(found) if is_full_name(name)]


def _people(transcript: Transcript, names: dict[str, Name], written: Iterable[str]) -> list[Person]:
    full = [n.text for n in names.values() if is_full_name(n.text) and decide_kind(n, 0, {}) == "PERSON"]
    short = [
        n.text
        for n in names.values()
        if " " not in n.text and n.known in (None, "PERSON") and n.text.isalpha()
    ]
    labels = [s.label for s in transcript.speakers if is_full_name(s.label)]
    people = find_people(transcript.speakers, _unlike([*labels, *written, *full]), short)
    spelt: dict[str, list[str]] = defaultdict(list)
    for name in full:
        spelt[_nearest(name, [p.name for p in people])].append(name)
    for person in people:
        person.short.update(n for n in spelt[person.name] if n != person.name)
    return people


def _nearest(name: str, names: Sequence[str]) -> str:
    if name in names:
        return name
    return max(names, key=lambda other: (fuzz.ratio(name, other), other), default=name)


def _unlike(names: Iterable[str]) -> list[str]:
    """Names without later ones that differ from an earlier one by a slip of spelling."""
    kept: list[str] = []
    for name in names:
        if not any(fuzz.ratio(name, other) >= _SAME_PERSON for other in kept):
            kept.append(name)
    return kept


def _gather(names: dict[str, Name], terms: dict[str, Term], people: Sequence[Person]) -> list[Thing]:
    """One thing for each normal form; a name and a term with the same words are one."""
    things: list[Thing] = []
    by_key: dict[str, Thing] = {}
    for person in people:
        thing = Thing(person.name, "PERSON", {person.name}, set(), set(person.short), person.labels)
        thing.known = read_known_names().kinds.get(person.name) == "PERSON"
        things.append(thing)
        for form in (person.name, *sorted(person.short)):
            by_key.setdefault(normalise_name(form), thing)
    for name in names.values():
        key = normalise_name(name.text)
        if not key:
            continue
        thing = by_key.get(key)
        if thing is None:
            thing = by_key[key] = Thing(name.text)
            things.append(thing)
        thing.exact.add(name.text)
        thing.known = thing.known or name.known is not None
    for term in terms.values():
        keys = list(dict.fromkeys([*map(normalise_name, term.forms), normalise_name(term.key)]))
        thing = next((by_key[key] for key in keys if key in by_key), None)
        if thing is None:
            thing = Thing(term.key, "CONCEPT", specificity=term.specificity)
            things.append(thing)
        if thing.kind == "PERSON" or (thing.known and thing.kind != "CONCEPT" and " " not in thing.name):
            continue  # "apple" is not Apple
        thing.loose.update(form.lower() for form in term.forms)
        for key in keys:
            by_key.setdefault(key, thing)
    return things


def _find_mentions(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> None:
    """Every place where a form stands as whole words; of overlapping ones the longest."""
    exact: dict[str, Thing] = {}
    loose: dict[str, Thing] = {}
    for thing in things:
        for form in sorted(thing.loose):
            loose.setdefault(form, thing)
        for form in sorted(thing.exact | thing.short):
            exact.setdefault(form, thing)
    ambiguous = read_known_names().ambiguous
    exact_pattern, loose_pattern = pattern_of(list(exact)), pattern_of(list(loose), re.IGNORECASE)
    for index, segment in enumerate(segments):
        found: list[tuple[int, int, Thing]] = []
        for match in exact_pattern.finditer(segment.text):
            if match.group() in ambiguous and _opens_sentence(segment.text, match.start()):
                continue  # "Go ahead", "Block it"
            found.append((match.start(), match.end(), exact[match.group()]))
        for match in loose_pattern.finditer(segment.text):
            if (thing := loose.get(match.group().lower())) is not None:
                found.append((match.start(), match.end(), thing))
        end_of_last: set[int] = set()
        for start, end, thing in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if end_of_last.isdisjoint(range(start, end)):
                end_of_last.update(range(start, end))
                thing.mentions.append(Mention(index, start, end))
                thing.said[segment.text[start:end]] += 1
    for thing in things:
        thing.mentions.sort()


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\"'“‘(")
    return not before or before[-1] in ".?!:…"


def _read_context(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> list[Votes]:
    votes: list[Votes] = []
    for thing in things:
        total: Votes = defaultdict(float)
        if thing.kind is None:
            for mention in thing.mentions:
                text = segments[mention.segment].text
                for kind, weight in vote_on_context(text[: mention.start], text[mention.end :]).items():
                    total[kind] += weight
        votes.append(total)
    return votes


def _kind(thing: Thing, names: dict[str, Name], context: Votes) -> Kind | None:
    """One vote of all spellings of a thing."""
    forms = [names[form] for form in sorted(thing.exact) if form in names]
    main = max(forms, key=lambda n: (n.known is not None, n.count, n.text))
    merged = Name(main.text, Counter(), sum(n.count for n in forms), sum(n.clear for n in forms), main.known)
    for name in forms:
        merged.votes.update({k: v for k, v in name.votes.items() if not k.startswith("KNOWN_")})
    lower = sum(n for text, n in thing.said.items() if text[:1].islower())
    kind = decide_kind(merged, lower, context)
    if kind == "PERSON" and " " not in merged.text and not has_first_name(merged.text):
        return "PERSON" if context["PERSON"] >= 2 else None
    if kind is not None and merged.known is None:
        thing.specificity = _how_specific(merged)
    return kind


def _how_specific(name: Name) -> float:
    """0 to 1: single words of everyday language in capitals are the doubtful ones."""
    words = name.text.split()
    if len(words) > 1:
        return 0.9 if name.count == 1 else 1.0
    doubt = 1 - rarity(name.text)
    return 1.0 - 0.5 * doubt - (0.25 if name.count == 1 else 0.0)


def _join_abbreviations(things: list[Thing], passages: Sequence[Passage]) -> list[Thing]:
    """ "Bitcoin Development Kit (BDK)", and initials that fit exactly one name of the talk."""
    by_form = {form.lower(): thing for thing in things for form in sorted(thing.exact | thing.loose)}
    pairs: dict[str, str] = {}
    for passage in passages:
        for match in _PARENTHESIS.finditer(passage.doc.text):
            words = match.group(1).split()
            short = match.group(2)
            for size in range(2, len(words) + 1):
                if _initials(words[-size:]) == short.rstrip("s").upper():
                    pairs[short] = " ".join(words[-size:])
    initials: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.kind != "PERSON" and " " in thing.name:
            for text in {_initials(form.replace("-", " ").split()) for form in thing.exact | thing.loose}:
                if len(text) >= 3 and thing not in initials[text]:
                    initials[text].append(thing)
    gone: set[int] = set()
    for thing in things:
        short = thing.name.removesuffix("s")
        if not (short.isalpha() and short.isupper()) or thing.kind == "PERSON":
            continue
        long = by_form.get(pairs[thing.name].lower()) if thing.name in pairs else None
        if long is None and len(initials[short]) == 1:
            long = initials[short][0]
        if long is not None and long is not thing and id(long) not in gone:
            _absorb(long, thing)
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def _initials(words: Sequence[str]) -> str:
    return "".join(
        word[0] for word in words if word and word.lower() not in ("of", "the", "and", "for", "a", "in")
    ).upper()


def _absorb(into: Thing, other: Thing) -> None:
    into.exact |= other.exact
    into.loose |= other.loose
    into.short |= other.short
    into.labels += [label for label in other.labels if label not in into.labels]
    into.known = into.known or other.known
    into.specificity = max(into.specificity, other.specificity)
    into.mentions = sorted({*into.mentions, *other.mentions})
    into.said.update(other.said)


def _choose_name(thing: Thing) -> None:
    """The spelling said most; a person's fullest. A term is written small unless it is mostly a name."""
    if thing.kind == "PERSON" and (thing.labels or " " in thing.name):
        return
    counts: Counter[str] = Counter()
    for text, n in thing.said.items():
        counts[text if text in thing.exact else text.lower()] += n
    if counts:
        thing.name = max(sorted(counts), key=lambda text: (counts[text], len(text)))


def _join_same_names(things: list[Thing]) -> list[Thing]:
    """One thing for one kind and normal form, as the graph has one node for it; "LLMs" is "LLM"."""
    kept: dict[tuple[str, str], Thing] = {}
    for thing in sorted(things, key=lambda t: (-len(t.mentions), t.name)):
        kind = str(thing.kind)
        keys = [(kind, normalise_name(form)) for form in (thing.name, *sorted(thing.exact | thing.loose))]
        keys += [(kind, key.removesuffix("s")) for kind, key in keys if len(key) > 3 and kind != "PERSON"]
        keys += [(kind, key + "s") for kind, key in keys if kind != "PERSON"]
        owner = next((kept[key] for key in keys if key in kept), None)
        if owner is not None:
            _absorb(owner, thing)
        for key in keys:
            kept.setdefault(key, owner or thing)
    distinct = {id(thing): thing for thing in kept.values()}
    return sorted(
        distinct.values(), key=lambda t: (t.mentions[0] if t.mentions else Mention(0, 0, 0), t.name)
    )
