"""Makes the entities of a talk from names, terms and persons: one entity for all spellings, with its kind and every
place where it is said. `salience.py` selects those for the map."""

from collections import Counter
from collections.abc import Sequence, Set

from service.domain.document import Kind, SegmentInfo, Transcript
from service.domain.text import normalise_name
from service.extractors.common.word_tables import read_hand_made, read_known_names
from videograph_extractor.entity.abbreviations import add_full_forms, join_abbreviations, read_abbreviations
from videograph_extractor.entity.gathering import gather
from videograph_extractor.entity.kinds.certainty import how_sure
from videograph_extractor.entity.kinds.cues import PLACE, Votes
from videograph_extractor.entity.kinds.employers import tell_employers
from videograph_extractor.entity.kinds.person_signs import Signs, is_person, read_signs
from videograph_extractor.entity.kinds.vote import decide_kind
from videograph_extractor.entity.lowercase_names import LowerNames, find_lower_names
from videograph_extractor.entity.mentions import find_mentions, read_context, read_neighbours
from videograph_extractor.entity.named_people import begins_with_thing, read_people, read_written
from videograph_extractor.entity.names.everyday_words import find_everyday
from videograph_extractor.entity.names.introduced import find_introduced
from videograph_extractor.entity.names.proper_names import Name, find_names
from videograph_extractor.entity.names.stray_capitals import without_nouns
from videograph_extractor.entity.names.without_capitals import find_caseless, find_known_terms, is_caseless
from videograph_extractor.entity.people.people import (
    has_first_name,
    is_family_name,
    is_full_name,
    is_known_person,
    may_be_first_name,
)
from videograph_extractor.entity.single_letters import without_variables
from videograph_extractor.entity.things import (
    Mention,
    Thing,
    fold,
    in_singular,
    one_name,
    small,
    table_spelling,
)
from videograph_extractor.entity.variants import join_cases, join_variants
from videograph_extractor.text.language import rarity
from videograph_extractor.text.phrases import Term
from videograph_extractor.text.speech import Passage

_ANYBODY = frozenset(["Alice", "Bob", "Carol", "Charlie", "Dave", "Eve", "Mallory", "Trent"])


def find_things(transcript: Transcript, passages: Sequence[Passage], terms: dict[str, Term]) -> list[Thing]:
    """Everything that the talk names, with its mentions, in order of first appearance; speakers always."""
    names = find_names(passages)
    caseless = is_caseless(transcript.segments)
    about = "\n".join(passage.doc.text for passage in read_written(transcript)) if caseless else ""
    lower = find_lower_names(passages, about) if caseless else LowerNames()
    people = read_people(transcript, passages, names, lower)
    known: list[Thing] = []
    if caseless:
        known = [*find_caseless(transcript, read_written(transcript), people), *lower.things]
        known += find_everyday(transcript.segments, {form for thing in known for form in thing.loose})
    else:
        known = find_introduced(passages, transcript.segments)
    things = gather(names, terms, people, [*known, *find_known_terms(transcript.segments)])
    written = read_abbreviations(passages)
    add_full_forms(things, written)
    video, channel = transcript.video, transcript.video.channel
    written_about = (
        video.title,
        video.description,
        channel and channel.name,
        *(c.title for c in transcript.chapters),
    )
    find_mentions(transcript.segments, things, "\n".join(filter(None, written_about)))
    own = fold(channel.name) if channel else None
    kept: list[Thing] = []
    for thing in things:
        if thing.kind is None and thing.known:
            # what the table knows is asked about only where the table says that it may be either
            asked = not thing.exact.isdisjoint(read_known_names().either)
            context = read_context(transcript.segments, thing) if asked else Votes(float)
            thing.kind = _kind(thing, names, context, transcript.segments)
    neighbours = read_neighbours(transcript.segments, things)
    voices = {person.name.split()[0] for person in people if person.labels and person.is_full}
    for thing in things:
        if thing.kind is None:
            context = read_context(transcript.segments, thing)
            for kind, weight in neighbours.get(id(thing), {}).items():
                context[kind] += weight
            thing.kind = _kind(thing, names, context, transcript.segments)
        # "Welcome to Bitcoin Explained" says nothing about the talk; whose channel it is does
        about_itself = own is not None and thing.is_name and own in fold(thing.name)
        about_itself = about_itself and thing.kind != "PERSON"
        if thing.kind in ("PRODUCT", "COMPANY") and not thing.known and _is_called(thing.name, voices):
            thing.kind, thing.certainty = "PERSON", 0.0
        if thing.kind is not None and (thing.mentions or thing.labels) and not about_itself:
            kept.append(thing)
    kept = join_cases(transcript.segments, kept)
    kept = join_variants(_without_examples(join_abbreviations(kept, written)))
    kept = without_variables(transcript.segments, kept)
    kept = without_nouns(transcript.segments, kept)
    for thing in kept:
        _choose_name(thing)
    return _join_same_names(tell_employers(transcript.segments, kept))


def _kind(
    thing: Thing, names: dict[str, Name], context: Votes, segments: Sequence[SegmentInfo]
) -> Kind | None:
    """One vote of all spellings of a thing."""
    forms = [names[form] for form in sorted(thing.exact) if form in names]
    main = max(forms, key=lambda n: (n.known is not None, n.count, n.text))
    if is_full_name(main.text) and begins_with_thing(main, names):
        for name in forms:
            name.votes.pop("PERSON", None)
    merged = Name(main.text, Counter(), sum(n.count for n in forms), sum(n.clear for n in forms), main.known)
    for name in forms:
        merged.votes.update({k: v for k, v in name.votes.items() if not k.startswith("KNOWN_")})
    lower = sum(n for text, n in thing.said.items() if text.islower())
    kind = decide_kind(merged, lower, context)
    if kind == "PERSON" and not is_known_person(merged.text):
        signs = read_signs(segments, thing.name, thing.mentions)
        person = is_person(merged.text, signs, len(thing.mentions), context["PERSON"] > 0)
        if not person or " of " in merged.text:  # the Law of Demeter
            kind = _of_none(merged, lower, context, signs)
        elif " " not in merged.text and not has_first_name(merged.text):
            likely = may_be_first_name(merged.text) and merged.votes["PERSON"] * 2 > merged.count
            return "PERSON" if likely or context["PERSON"] >= 2 else None
    if kind is not None:
        thing.certainty = how_sure(merged, kind, context)
    listed = merged.clear > 0 and read_hand_made().ambiguous.get(merged.text) == kind
    if kind is not None and merged.known is None and not listed:
        thing.specificity = _how_specific(merged)
    return kind


def _is_called(name: str, voices: Set[str]) -> bool:
    """Whether a name is a voice's first name with a family name behind it, as in a slip of spelling ("Yishai Berry"), or any first
    name with one letter of a family name ("Nathan S").

    Args:
        voices: first names of those who speak.
    """
    first, _, family = name.partition(" ")
    if len(family.rstrip(".")) == 1:
        return family[0].isupper() and has_first_name(first)
    return first in voices and is_full_name(name) and is_family_name(family)


def _of_none(name: Name, lower: int, context: Votes, signs: Signs) -> Kind | None:
    """What a name is that is no person's: nothing, if it is a single word and nothing shows a thing."""
    told = any(weight for kind, weight in context.items() if kind not in ("PERSON", PLACE))
    if " " not in name.text and not told and not signs.thing:
        return None
    votes = Votes(float, context)
    votes["PRODUCT"] += signs.thing
    return decide_kind(name, lower, votes, person=False)


def _how_specific(name: Name) -> float:
    """0 to 1: single words of everyday language in capitals are the doubtful ones."""
    if " " in name.text:
        return 0.9 if name.count == 1 else 1.0
    return 1.0 - 0.5 * (1 - rarity(name.text)) - (0.25 if name.count == 1 else 0.0)


def _without_examples(things: list[Thing]) -> list[Thing]:
    """Alice and Bob stand for anybody: where two of that family are named, and nothing more of them, they go."""
    examples = [t for t in things if t.local and not t.labels and t.name in _ANYBODY]
    return things if len(examples) < 2 else [t for t in things if t not in examples]


def _choose_name(thing: Thing) -> None:
    """The spelling said most; a person's fullest. A term that only began a sentence is written small."""
    if thing.spelt or (thing.kind == "PERSON" and (thing.labels or " " in thing.name)):
        return
    spelt = {fold(form) for form in thing.forms}
    others = sorted(name for name in map(one_name, thing.forms) if fold(name) not in spelt)
    if others:
        thing.name = others[0]  # said under another name than the one that all talks use
        return
    if thing.kind == "PERSON" and thing.name[:1].isupper() and all(text.islower() for text in thing.said):
        return  # in captions
    counts: Counter[str] = Counter()
    for text, n in thing.said.items():
        at_start = text[:1].isupper() and text[1:] == text[1:].lower()
        counts[small(text) if at_start and text not in thing.exact else " ".join(text.split())] += n
    if counts:
        most = max(sorted(counts), key=lambda text: (counts[text], len(text)))
        if not most.islower():
            most = table_spelling(in_singular(most, thing.kind, counts), thing.kind)
        thing.name = most


def _join_same_names(things: list[Thing]) -> list[Thing]:
    """One thing for one kind and normal form, as the graph has one node for it."""
    owners: dict[tuple[str, str], Thing] = {}
    kept: list[Thing] = []
    for thing in sorted(things, key=lambda t: (-len(t.mentions), t.name)):
        keys = {(str(thing.kind), normalise_name(form)) for form in (thing.name, *thing.exact, *thing.loose)}
        keys |= {(str(thing.kind), fold(thing.name))}
        owner = next((owners[key] for key in sorted(keys) if key in owners), None)
        if owner is not None:
            owner.absorb(thing)
        else:
            kept.append(thing)
        for key in keys:
            owners.setdefault(key, owner or thing)
    return sorted(kept, key=lambda t: (t.mentions[0] if t.mentions else Mention(0, 0, 0), t.name))
