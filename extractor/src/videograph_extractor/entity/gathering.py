"""Groups names, terms, persons and table entries with equal folded forms into one thing."""

from collections.abc import Sequence

from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.kinds.certainty import how_sure
from videograph_extractor.entity.names.proper_names import Name
from videograph_extractor.entity.people.people import Person
from videograph_extractor.entity.things import Thing, fold, one_name
from videograph_extractor.text.phrases import Term


def gather(
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
