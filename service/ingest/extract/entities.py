"""From names, terms and persons to the entities of a talk: one thing for all its spellings, with a kind and
with every place where it is said. Which of them are worth a place on the map is for `salience.py`."""

from collections import Counter
from collections.abc import Sequence

from service.graph.text import normalise_name
from service.ingest.document import Kind, SegmentInfo, Transcript
from service.ingest.extract.abbreviations import add_full_forms, join_abbreviations, read_abbreviations
from service.ingest.extract.adverts import without_advertised
from service.ingest.extract.capitals import without_nouns
from service.ingest.extract.caseless import find_caseless, find_known_terms, is_caseless
from service.ingest.extract.certainty import how_sure
from service.ingest.extract.cues import PLACE, Votes
from service.ingest.extract.employers import tell_employers
from service.ingest.extract.everyday import find_everyday
from service.ingest.extract.introduced import find_introduced
from service.ingest.extract.kinds import decide_kind
from service.ingest.extract.language import rarity
from service.ingest.extract.letters import without_variables
from service.ingest.extract.lowercase import LowerNames, find_lower_names
from service.ingest.extract.mentions import find_mentions, read_context, read_neighbours
from service.ingest.extract.named_people import begins_with_thing, read_people, read_written
from service.ingest.extract.names import Name, find_names
from service.ingest.extract.people import (
    Person,
    has_first_name,
    is_full_name,
    is_known_person,
    may_be_first_name,
)
from service.ingest.extract.person_signs import Signs, is_person, read_signs
from service.ingest.extract.phrases import Term
from service.ingest.extract.speech import Passage
from service.ingest.extract.tables import read_hand_made, read_known_names, read_words
from service.ingest.extract.things import (
    Mention,
    Thing,
    fold,
    in_singular,
    one_name,
    small,
    table_spelling,
)
from service.ingest.extract.variants import join_variants

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
    things = _gather(names, terms, people, [*known, *find_known_terms(transcript.segments)])
    written = read_abbreviations(passages)
    add_full_forms(things, written)
    find_mentions(transcript.segments, things)
    channel = transcript.video.channel
    own = fold(channel.name) if channel else None
    kept: list[Thing] = []
    for thing in things:
        if thing.kind is None and thing.known:
            # what the table knows is asked about only where the table says that it may be either
            asked = not thing.exact.isdisjoint(read_known_names().either)
            context = read_context(transcript.segments, thing) if asked else Votes(float)
            thing.kind = _kind(thing, names, context, transcript.segments)
    neighbours = read_neighbours(transcript.segments, things)
    for thing in things:
        if thing.kind is None:
            context = read_context(transcript.segments, thing)
            for kind, weight in neighbours.get(id(thing), {}).items():
                context[kind] += weight
            thing.kind = _kind(thing, names, context, transcript.segments)
        # "Welcome to Bitcoin Explained" says nothing about the talk
        about_itself = own is not None and thing.is_name and own in fold(thing.name)
        if thing.kind is not None and (thing.mentions or thing.labels) and not about_itself:
            kept.append(thing)
    kept = join_variants(_without_examples(join_abbreviations(kept, written)))
    kept = without_variables(transcript.segments, without_advertised(transcript.segments, kept))
    kept = without_nouns(transcript.segments, kept)
    for thing in kept:
        _choose_name(thing)
    return _join_same_names(tell_employers(transcript.segments, kept))


def _gather(
    names: dict[str, Name], terms: dict[str, Term], people: Sequence[Person], known: Sequence[Thing]
) -> list[Thing]:
    """One thing for each folded form; a name and a term with the same words are one."""
    things: list[Thing] = []
    by_key: dict[str, Thing] = {}
    for person in people:
        thing = Thing(person.name, "PERSON", {person.name}, set(), set(person.short), person.labels)
        thing.known = read_known_names().kinds.get(person.name) == "PERSON"
        if not person.labels:
            thing.certainty = how_sure(Name(person.name), "PERSON", {})
        things.append(thing)
        for form in (person.name, *sorted(person.short)):
            by_key.setdefault(fold(form), thing)
    for thing in known:
        if (owner := by_key.setdefault(fold(one_name(thing.name)), thing)) is thing:
            things.append(thing)
        elif owner.kind != "PERSON":
            owner.exact |= thing.exact
            owner.loose |= thing.loose
            owner.places |= thing.places
    for name in names.values():
        key = fold(one_name(name.text))
        thing = by_key.get(key)
        if thing is None:
            thing = by_key[key] = Thing(name.text)
            things.append(thing)
        thing.exact.add(name.text)
        thing.known = thing.known or name.known is not None
    for term in terms.values():
        if _is_name_and_noun(term, names, by_key) or _is_term_and_noun(term, terms):
            continue
        keys = list(dict.fromkeys(fold(one_name(form)) for form in (*term.forms, term.key)))
        thing = next((by_key[key] for key in keys if key in by_key), None)
        if thing is None or not _may_be_term(thing, term):
            thing = Thing(term.key, "CONCEPT", specificity=term.specificity)
            thing.known = term.key in read_known_names().terms
            things.append(thing)
        thing.loose.update(form.lower() for form in term.forms)
        for key in keys:
            by_key.setdefault(key, thing)
    return things


def _is_name_and_noun(term: Term, names: dict[str, Name], by_key: dict[str, Thing]) -> bool:
    """ "bitcoin wallet", "Taproot transaction": the name is the entity, what follows is anything's."""
    first, _, rest = term.key.partition(" ")
    if not rest or term.key in read_known_names().terms:
        return False
    owner = by_key.get(fold(first))
    return (
        owner is not None
        and owner.is_name
        and any(names[form].count > 1 for form in owner.exact if form in names)
    )


def _is_term_and_noun(term: Term, terms: dict[str, Term]) -> bool:
    """ "open source project" where "open source" is a term: the noun is anything's."""
    head, _, noun = term.key.rpartition(" ")
    listed = term.key in read_known_names().terms and term.key not in read_words().common_terms
    return head in terms and noun in read_words().empty_nouns and not listed


def _may_be_term(thing: Thing, term: Term) -> bool:
    """Whether the name of a thing may be written small: "apple" is not Apple, nor "windows" Windows."""
    if thing.kind == "PERSON":
        return False
    table = read_known_names()
    same = [
        form
        for form in thing.exact
        if " " not in form and fold(form) in (fold(term.key), *map(fold, term.forms))
    ]
    return not any(form in table.ambiguous or table.kinds.get(form) == "COMPANY" for form in same)


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
        if not is_person(merged.text, signs, len(thing.mentions), context["PERSON"] > 0):
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
