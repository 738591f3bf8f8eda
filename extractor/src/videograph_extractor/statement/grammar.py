"""Reads the grammar of a sentence: subject, verb, object."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from videograph_extractor.entity.things import is_named
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.naming import called
from videograph_extractor.statement.places import Said
from videograph_extractor.text.factuality import LEAVING, SUBJECTS
from videograph_extractor.text.patterns import read_patterns

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASPECTS = ("start", "begin", "continue", "keep", "end", "spend")
_DOINGS = (*_ASPECTS, *"use get have decide choose manage happen come help go tend".split(), *LEAVING)
"""Verbs whose subject is that of the verb under them: "I started contributing", "I used to work"."""
_PARTS = frozenset(
    "format design syntax code codebase backend frontend core engine compiler website site interface architecture "
    "runtime kernel parser implementation stack pipeline infrastructure app application server cluster api tooling monolith "
    "qa tests ci".split()
)
"""What a thing consists of: what these are made with, the thing is made with."""
STAFF = frozenset("team folk folks people guy guys engineer developer crew".split())
_PORTIONS = frozenset("lot lots bit bunch ton tons plenty".split())
_MANY = ("NNS", "NNPS")
_MADE = ("found", "cofound", "co-found", "create", "co-create", "start", "launch", "invent")
_GOING_ON = ("still", "currently", "been", "mostly", "also", "now")
_OPEN = ("source",)
_SMALL = ("yeah", "yes", "no", "but", "so", "and", "well", "been", "just", "like")


def lemma_of(verb: "Token") -> str:
    """The verb's lemma; "open source" is one verb."""
    lemma = verb.lemma_.lower()
    opened = lemma in _OPEN and verb.i > 0 and verb.nbor(-1).lower_ in ("open", "-")
    return "open-source" if opened else lemma


def is_passive(verb: "Token") -> bool:
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )


def subjects(said: Said, verb: "Token") -> Iterator[End]:
    """Who or what the verb is said of: its subject, that of the verb it is joined to, or what it describes."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not own:
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            own = _subjects_above(verb)
        elif verb.dep_ == "acl" and verb.tag_ == "VBN":
            # "X is a tool built by Y", as "which was built by Y"
            yield from _antecedent(said, verb.head, "which")
            return
        elif verb.dep_ == "acl" and verb.tag_ == "VBG" and _is_role(verb.head):
            yield from _antecedent(said, verb.head, "who")  # "X, a developer working on Y"
            return
        elif (
            verb.dep_ == "acl"
            and verb.tag_ == "VBG"
            and verb.head.i == verb.i - 1
            and verb.head.dep_ not in ("pobj", "dobj")  # "it keeps the wallet from using Y"
        ):
            yield from said.things_at(verb.head, conjuncts=False)  # "a GUI using QML"
            return
        elif joint := _joined_to_co(verb):
            own = joint  # "he co-created X"
        elif verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in _ASPECTS:
            own = _subjects_above(verb)  # "I started contributing to Y"
        elif verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children):
            own = _subjects_above(verb)  # "I'm in Vancouver, working for Y", but not "X is a way, so using Y"
            own = [c for c in own if verb.head.lemma_ != "be" or c.pos_ == "PRON"]
        elif verb.tag_ == "VB" and verb.head.lemma_.lower() in (_DOINGS if verb.dep_ == "xcomp" else LEAVING):
            own = _subjects_above(verb)  # "I used to work at Y"
        elif _is_left_out(verb):
            voice = said.voice_at(verb)
            yield from [voice] if voice is not None else []
    for subject in own:
        if subject.lower_ in ("who", "which", "that") and subject.head.dep_ == "relcl":
            # also of a verb below: "X, who used to work at Y"
            named = _just_named(said, subject) if subject.lower_ == "who" else []
            yield from named or _antecedent(said, subject.head.head, subject.lower_)
        elif subject.lemma_.lower() in _PARTS and (
            owners := [c for c in subject.children if c.dep_ == "poss"]
        ):
            # "Y's design is based on Z"
            for owner in owners:
                yield from said.things_at(owner, conjuncts=False)
        elif subject.lemma_.lower() in STAFF:
            yield from company_of(said, subject)
        else:
            yield from [*said.things_at(subject)] or examples(said, subject)


def _joined_to_co(verb: "Token") -> list["Token"]:
    """The subject in "he co-created X", where the parser takes "co" for the verb."""
    if verb.i < 2 or verb.nbor(-1).text != "-" or verb.nbor(-2).lower_ != "co":
        return []
    return [c for c in verb.nbor(-2).children if c.dep_ in SUBJECTS] or _subjects_above(verb.nbor(-2))


def _is_role(noun: "Token") -> bool:
    """Whether a noun says what somebody is who was named before it."""
    return noun.dep_ in ("appos", "attr") and noun.lemma_.lower() in read_patterns().roles


def _just_named(said: Said, who: "Token") -> list[End]:
    """The person whose name stands right before a "who", whatever the parser hangs that on."""
    before = who.i - (2 if who.i > 1 and who.nbor(-1).text == "," else 1)
    found = said.ending_at(who.doc[before]) if before >= who.sent.start else ()
    return [end for end in found if end.thing.kind == "PERSON"]


def _is_left_out(verb: "Token") -> bool:
    """ "Yeah, still using Y": an "I am" is left out, where nothing but such small words stands before the verb."""
    before = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_punct]
    small = all(t.pos_ in ("INTJ", "CCONJ", "ADV") or t.lower_ in _SMALL for t in before)
    going_on = any(t.lower_ in _GOING_ON for t in before)
    return verb.dep_ == "ROOT" and verb.tag_ == "VBG" and small and going_on


def _subjects_above(verb: "Token") -> list["Token"]:
    """The subject of the nearest verb above that has one, along what is joined or begun."""
    head = verb.head
    while not (found := [c for c in head.children if c.dep_ in SUBJECTS]):
        if head.dep_ not in ("conj", "xcomp") or head.head.pos_ not in ("VERB", "AUX"):
            return []
        head = head.head
    return found


def company_of(said: Said, staff: "Token") -> Iterator[End]:
    """The company of "the team at Y", "the Y folks": what its people do, it does."""
    if not any(c.dep_ == "det" and c.lower_ == "the" for c in staff.children):
        return
    for child in staff.children:
        if child.dep_ == "prep" and child.lower_ in ("at", "from", "over"):
            places = [c for c in child.children if c.dep_ == "prep"] if child.lower_ == "over" else [child]
            for place in places:
                yield from (end for end in objects(said, place) if end.thing.kind == "COMPANY")
        elif child.dep_ in ("compound", "nmod"):
            found = said.things_at(child, conjuncts=False)
            yield from (end for end in found if end.thing.kind == "COMPANY")


def examples(said: Said, noun: "Token") -> Iterator[End]:
    """What is named as an example of a plain noun: "companies like Netflix", "tools such as Vim", "businesses ranging
    from Slack to Tableau"."""
    if noun.tag_ in _MANY:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("like", "as", "including"):
                yield from objects(said, child)
            elif child.dep_ == "acl" and child.lower_ == "ranging":
                for preposition in (c for c in child.subtree if c.lower_ in ("from", "to")):
                    yield from objects(said, preposition)


def _antecedent(said: Said, noun: "Token", pronoun: str) -> Iterator[End]:
    """What a relative clause is about: also what the noun before it explains, as in "X, the engine that …" and
    "X is an engine that …"; "who" is a person, so that in "X from Y, who …" it is X."""
    if noun.dep_ == "appos":
        yield from said.things_at(noun.head, conjuncts=False)
    elif noun.dep_ == "attr" and noun.pos_ != "PROPN":  # but "this is X, who …" is about X
        for subject in (c for c in noun.head.children if c.dep_ in SUBJECTS):
            yield from said.things_at(subject)
    else:
        found = list(said.things_at(noun, conjuncts=False))
        if not found and pronoun in ("which", "that"):
            found = list(called(said, noun))  # "a project called X, which is …"
        if pronoun == "who" and not any(end.thing.kind == "PERSON" for end in found):
            found = list(said.person_before(noun))
        yield from found


def objects(said: Said, preposition: "Token") -> Iterator[End]:
    for child in preposition.children:
        if child.dep_ == "pobj" and child.lower_ == "top":
            # "on top of X"
            for of in (c for c in child.children if c.lower_ == "of"):
                yield from objects(said, of)
        elif child.dep_ == "pobj":
            yield from named_at(said, child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            # "out of X"
            yield from objects(said, child)
        elif child.dep_ == "conj" and child.lower_ == preposition.lower_:
            # "on X and on Y"
            yield from objects(said, child)


def named_at(said: Said, noun: "Token") -> Iterator[End]:
    """The entity at a noun, or the one that the noun is only the word for: "a tool called X", "a lot of X"."""
    found = list(said.things_at(noun))
    if found and noun.tag_ == "NN" and not any(is_named(end.thing) for end in found):
        found = [*_named_behind(said, noun)] or found
    if not found and noun.lemma_.lower() in _PORTIONS:
        for of in (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"):
            found += objects(said, of)
    yield from found or called(said, noun)


def _named_behind(said: Said, noun: "Token") -> Iterator[End]:
    """The name that a term is only the word for: "the social network, X" is X, whatever the parser hangs that on where
    it is said to be made."""
    articles = [c.lower_ for c in noun.children if c.dep_ == "det"]
    yield from (end for end in called(said, noun) if articles and is_named(end.thing))
    made = noun.head.lemma_.lower() in _MADE and "the" in articles
    if made and noun.i + 2 < noun.sent.end and noun.nbor(1).text == ",":
        yield from (end for end in said.starting_at(noun.nbor(2)) if is_named(end.thing))
