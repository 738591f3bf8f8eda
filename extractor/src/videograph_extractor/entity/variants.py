"""Joins the forms of one thing within a talk: a version mentioned in passing ("React 18" is a mention of React), a
JavaScript library with and without ".js", a plain noun after a name ("Flurbo library"), a body with its country in
letters ("US Navy"), a word said twice ("Npm NPM"), and a misspelling. It never joins table entries, nor different kinds
if both are known."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from service.domain.document import Kind, SegmentInfo
from service.extractors.common.word_tables import read_known_names, read_words
from videograph_extractor.entity.people.people import has_first_name, is_any_word, is_known_person
from videograph_extractor.entity.things import Thing, fold

_VERSION = re.compile(r"^(.+?)[ -](?:v|version )?\d+(?:\.(?:\d+|x))*$")
_JS = re.compile(r"(?<=[a-z])\.?(?:js|JS)(?= )")
_ADDRESS = re.compile(r"(?:www\.)?([\w-]+)\.(?:com|org|net|fm|tv|co|uk|ca)(?:/\S*)?")
_TAILS = frozenset(
    "project protocol team repo website site package tool program software system code".split()
)
"""Nouns behind a name, besides the endings of products, that leave it the same thing."""
_OWN = frozenset(
    "foundation cloud studio core kit engine phone book wallet pool server extension ui os podcast newsletter blog show api sdk "
    "cli console client ide".split()
)
"""Endings of products that make another thing of a name: the Node Foundation is not Node, and the CSS Podcast not CSS."""
_OF_FIRMS = frozenset("inc corp corporation co ltd llc gmbh".split())
_COUNTRIES = {
    "US": "United States",
    "U.S": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "U.K": "United Kingdom",
    "EU": "European Union",
    "UN": "United Nations",
    "U.N": "United Nations",
}
_WRITTEN_SMALL = ("PRODUCT", "COMPANY")
_NOUN = re.compile(
    r"\b(?:an?|the|this|that|these|those|my|your|our|his|her|its|their|some|any|every|each|no|many|few|all|of|more|another)(?: [a-z]+)? $",
    re.IGNORECASE,
)
"""What stands before a noun and seldom before a name."""
_MOSTLY = 0.6
_LIKE = 88
_LONG = 6
_GUESS = 0.5
"""Below which certainty a misspelled name takes the kind of the right one."""


def join_variants(things: list[Thing]) -> list[Thing]:
    """The things, those that are only another form of one of them put together with it."""
    owners: dict[str, Thing] = {}
    for thing in things:
        cased = thing.exact if thing.exact and not thing.spelt else thing.exact | thing.loose
        for form in sorted(cased):
            for written in (fold(form), _without_js(form), fold(_with_country(form))):
                owners.setdefault(written, thing)
    gone: set[int] = set()
    named = _parts_of_names(things)
    for thing in things:
        if not thing.known and thing.kind != "PERSON" and (word := _said_twice(thing.name)) is not None:
            _shorten(thing, word)
            thing.name = word
        version = _VERSION.match(thing.name) if len(thing.mentions) == 1 else None
        person = named.get(thing.name) if not thing.known or thing.kind == "PERSON" else None
        owner = person or _owner(thing, version, owners, things)
        if owner is not None and owner is not thing and id(owner) not in gone and not thing.labels:
            if person is not None:
                thing.short, thing.exact = thing.short | thing.exact, set()
            elif version is not None:
                _shorten(thing, version[1])
            owner.absorb(thing)
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def join_cases(segments: Sequence[SegmentInfo], things: list[Thing]) -> list[Thing]:
    """The things, an everyday word that a name is written as in small letters put together with that name, where it mostly stands
    without an article, as names do: Spark and "spark is fast", but not "close the windows"."""
    named = {fold(form): thing for thing in things if thing.kind in _WRITTEN_SMALL for form in thing.exact}
    gone: set[int] = set()
    for thing in things:
        owner = named.get(fold(thing.name)) if thing.kind == "CONCEPT" and not thing.is_name else None
        if owner is None or " " in thing.name:
            continue
        bare = sum(not _NOUN.search(segments[m.segment].text[: m.start]) for m in thing.mentions)
        if bare > _MOSTLY * len(thing.mentions):
            owner.absorb(thing)
            owner.spelt = True
            gone.add(id(thing))
    return [thing for thing in things if id(thing) not in gone]


def _parts_of_names(things: Sequence[Thing]) -> dict[str, Thing]:
    """First and family names of which the talk has one full name: "Sindre" is nothing but Sindre Sorhus."""
    table = read_known_names()
    owners: dict[str, list[Thing]] = {}
    for thing in things:
        parts = thing.name.split()
        sure = thing.labels or has_first_name(thing.name) or is_known_person(thing.name)
        if thing.kind == "PERSON" and len(parts) > 1 and sure:
            last = set[str]() if is_any_word(parts[-1]) and parts[-1] not in thing.short else {parts[-1]}
            known = {part for part in last if is_known_person(part)}  # "Kahneman" is said of one of them
            for part in (({parts[0]} | last) - table.ambiguous.keys() - table.kinds.keys()) | known:
                owners.setdefault(part, []).append(thing)
    return {part: found[0] for part, found in owners.items() if len(found) == 1}


def _shorten(thing: Thing, name: str) -> None:
    """Have a thing go by the first words of its name alone: "React 18", said once, is no alias of React, or all
    its versions would be one in every talk."""
    thing.mentions = [replace(mention, end=mention.start + len(name)) for mention in thing.mentions]
    thing.exact, thing.said = {name}, Counter({name: len(thing.mentions)})
    thing.loose, thing.short = set(), set()


def _said_twice(name: str) -> str | None:
    """The word that is all of a name: Npm, of "Npm NPM"."""
    first, *others = name.split()
    return first if others and {fold(other) for other in others} == {fold(first)} else None


def _with_country(name: str) -> str:
    """ "US Navy" as "United States Navy"."""
    first, space, rest = name.partition(" ")
    return f"{_COUNTRIES.get(first.rstrip('.'), first)}{space}{rest}" if rest else name


def _owner(
    thing: Thing, version: re.Match[str] | None, owners: dict[str, Thing], things: Sequence[Thing]
) -> Thing | None:
    if (address := _ADDRESS.fullmatch(thing.name)) is not None and thing.kind == "PRODUCT":
        owner = owners.get(fold(address[1]))  # the site of something that has a name, of whatever kind
        return owner if owner is not None and owner.kind in ("PRODUCT", "COMPANY") else None
    if thing.kind == "PRODUCT" and thing.name.endswith(".js"):
        owner = owners.get(fold(thing.name.removesuffix(".js")), thing)
        return owner if owner is not None and owner.kind == thing.kind else None
    if (other := owners.get(_without_js(thing.name), thing)) is not thing and " " in thing.name:
        return other if other.kind == thing.kind else None
    if (other := owners.get(fold(_with_country(thing.name)), thing)) is not thing:
        return other if other.kind == thing.kind else None
    if (other := _made_by(thing, owners) or _titled(thing, owners)) is not None:
        return other
    if thing.kind == "PERSON":
        return _misspelt_person(thing, things)
    if thing.kind == "CONCEPT" and thing.name.endswith(" testing"):
        owner = owners.get(fold(thing.name.removesuffix("ing")))  # "unit testing" and "unit test"
        return owner if owner is not None and owner.kind == "CONCEPT" else None
    if thing.known or not thing.is_name or thing.kind not in ("PRODUCT", "CONCEPT", "COMPANY"):
        return None
    if version is not None:
        owner = owners.get(fold(version[1])) if [thing.name] == list(thing.said) else None
    else:
        head, _, tail = thing.name.rpartition(" ")
        tail = tail.lower().rstrip(".")
        plain = tail in _TAILS | {e for e, k in read_words().endings.items() if k == "PRODUCT"} - _OWN
        plain = plain or (thing.kind == "COMPANY" and tail in _OF_FIRMS)
        if not (head and plain):
            return _misspelt(thing, things)
        owner = owners.get(fold(head))
    return owner if owner is not None and owner.kind == thing.kind else None


def _made_by(thing: Thing, owners: Mapping[str, Thing]) -> Thing | None:
    """ "Microsoft Windows" where Windows is said too: with the name of who makes it, a product is no other."""
    maker, _, rest = thing.name.partition(" ")
    kind = read_known_names().kinds.get(maker)
    owner = owners.get(fold(rest))
    if thing.kind == "EVENT" and owner is not None and _is_happening(owner, kind):
        owner.kind, owner.certainty = "EVENT", thing.certainty
        return owner
    if thing.kind != "PRODUCT" or not rest or kind != "COMPANY":
        return None
    return owner if owner is not None and owner.kind == "PRODUCT" and owner.is_name else None


def _is_happening(owner: Thing, maker: Kind | None) -> bool:
    """Whether a name stands for "Figma Config" too, where that is known to be a conference: "here at Config"."""
    return maker in ("PRODUCT", "COMPANY") and not owner.known and owner.kind in ("PRODUCT", "COMPANY")


def _titled(thing: Thing, owners: Mapping[str, Thing]) -> Thing | None:
    """ "Talk Python" where "Talk Python To Me" is said too."""
    whole = (owners.get(fold(f"{thing.name} {tail}")) for tail in ("To Me", "With Me", "To Us", "With Us"))
    owner = next((other for other in whole if other is not None), None)
    return owner if owner is not None and " " in thing.name and owner.kind == thing.kind else None


def _without_js(name: str) -> str:
    """ "Node.js Foundation" and "NodeJS Foundation" as "Node Foundation"."""
    return fold(_JS.sub("", name))


def _misspelt(thing: Thing, things: Sequence[Thing]) -> Thing | None:
    """What is said more often under nearly the same letters, and the same digits. A kind that was only guessed says nothing."""
    name = fold(thing.name)
    if len(name) < _LONG or len(thing.mentions) > 1:
        return None
    for other in things:
        guessed = thing.certainty < _GUESS and other.kind not in ("PERSON", "CONCEPT")
        if not (other.kind == thing.kind or guessed) or not other.is_name or len(other.mentions) < 2:
            continue
        if thing.name.startswith(f"{other.name} "):  # a word more is no slip
            continue
        key = fold(other.name)
        if _digits(key) == _digits(name) and key[0] == name[0] and fuzz.ratio(name, key) >= _LIKE:
            return other
    return None


def _misspelt_person(thing: Thing, things: Sequence[Thing]) -> Thing | None:
    """Who has the same first name and nearly the same family name, or is written out: "Ann W" is Ann Widgeon."""
    first, _, family = thing.name.partition(" ")
    if not family or thing.known or thing.labels or len(thing.mentions) > 1:
        return None
    cut = len(family.rstrip(".")) == 1
    before = True
    for other in things:
        if other is thing:
            before = False
            continue
        same, _, rest = other.name.partition(" ")
        if other.kind != "PERSON" or same != first or rest[:1] != family[0]:
            continue
        like = fuzz.ratio(fold(thing.name), fold(other.name)) >= _LIKE
        if cut or (like and (before or len(other.mentions) > 1)):
            return other
    return None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
