"""Decides by their words whether two entities may be in a statement of a type: "Y's API" is one of many, "I love my
Y" is about one's own, and what "we" do is not always what the speaker does."""

from typing import TYPE_CHECKING

from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing, fold, is_named
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.modified_names import (
    is_before_number,
    is_before_people,
    is_before_sort,
    is_before_things,
    is_one_of_many,
    is_ones_own,
    is_the_one,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY = ("a", "an", "another", "some", "any", "every", "no")
_OURS: dict[str, tuple[str, ...]] = {
    "FOUNDED": (),
    "CREATED": ("PRODUCT", "EVENT"),
    "PARTICIPATED_IN": (),
    "SUPPORTS": (),
    "CRITICIZES": (),
    "WORKS_AT": (),
    "LEADS": ("COMPANY",),
    "USES": ("PRODUCT",),
    "RELATED_TO": ("PRODUCT",),
    "INVESTED_IN": (),
}
"""What "we" do the voice does too, to things of these kinds (empty: any)."""
_COMPANYS = ("announce", "release", "launch", "ship", "fund", "sponsor", "acquire", "buy", "add", "introduce")
"""What "we" do as a company or a team, and nobody of it by themselves."""
_THOUGHT_UP = ("come", "invent", "devise", "coin", "propose")
"""What "we" do to a protocol or a method that has a name since: "we came up with MuSig2"."""
_DONE_TO_US = ("WORKS_AT", "LEFT", "SUPPORTS", "CRITICIZES")
"""What "we" say in the passive of ourselves: "we were hired by Y", "we were impressed by Y"."""
_DONE = ("VBD", "VBN", "VBG", "VB")
_FOND = ("love", "like", "enjoy", "hate")
_DIGITS = " .0123456789"


def is_anybodys(source: End, verb: "Token") -> bool:
    """ "Then we use Y" is anybody's; "we used Y" is ours, and so is all when it is known who "we" are."""
    told = source.in_team or source.thing.kind != "PERSON" or verb.tag_ in _DONE
    return source.token.lower_ == "we" and not told


def may_stand_for(source: End, target: End, type_: str, general: bool) -> bool:
    """ "We" are the voice only for some types and for what has a name, a liking is one only of what has a name, and
    "a package manager that …" is one of many."""
    who = source.token.lower_
    if is_before_number(source) or is_before_number(target):
        return False
    initials = is_initials(target.thing)
    if type_ == "PART_OF" and (initials or is_initials(source.thing)):
        return False
    if type_ in ("SUPPORTS", "CRITICIZES") and initials:
        return False
    if (
        type_ in ("USES", "RELATED_TO")
        and initials
        and (target.token.text.endswith("s") or is_the_one(target))
    ):
        return False  # "a bunch of APIs", "the UI"
    if _is_of_team(source, type_) or _is_of_team(target, type_):
        return False
    if (general or type_ == "PART_OF") and is_ones_own(target):
        return False
    if who == "i" and type_ == "INFLUENCED":
        return False  # "I enabled it" is a switch
    if who == "we" and type_ == "RELATED_TO" and source.token.head.lemma_ == "work" and _is_language(target):
        return False  # "we're working on Python": on something for it
    if who in ("i", "we") and type_ == "CREATED" and _is_habit(source.token.head):
        return False  # "I write React", "I build containers": what one does every day makes nothing new
    if type_ == "CREATED" and target.thing.name in read_words().languages and who in ("i", "we"):
        return False  # "I started JavaScript"
    if type_ == "CREATED" and (initials or _is_several(target) or is_before_sort(target)):
        return False  # "Y's API" is one of many
    if type_ == "CREATED" and is_before_things(target):
        return False  # "I wrote my Y apps"
    if type_ in ("CREATED", "ACQUIRED", "FOUNDED") and is_one_of_many(target):
        return False
    if type_ == "USES" and initials and source.thing.kind == "PERSON":
        return False
    if type_ in ("USES", "BASED_ON", "CREATED", "ACQUIRED") and is_before_people(target):
        return False  # "I switched to the Spanner team"
    if type_ == "INVESTED_IN" and target.token.dep_ in ("compound", "nmod"):
        return False  # "we fund Bitcoin developers"
    if general and _are_forms(source.thing, target.thing):
        return False
    if general and (is_before_people(source) or is_before_people(target)):
        return False
    if source.thing.kind == target.thing.kind == "PERSON" and type_ == "RELATED_TO":
        # "we have Ann Lee on the show", "I met Ann here" only present her
        verb = source.token.head
        present = (who == "we" and verb.tag_ == "VBP") or verb.lemma_.lower() == "meet"
        known = " " in target.thing.name and target.token.pos_ != "PRON"
        return known and not (present and target.thing.labels)
    if who == "we" and source.thing.kind == "PERSON":
        kinds = _OURS.get(type_, ())
        deed = source.token.head.lemma_.lower()
        if deed in _COMPANYS:
            return False
        if type_ == "CREATED" and deed in _THOUGHT_UP:
            return is_named(target.thing) and target.thing.kind in ("PRODUCT", "CONCEPT", "EVENT")
        return is_named(target.thing) and (not kinds or target.thing.kind in kinds) and type_ in _OURS
    if type_ in ("SUPPORTS", "CRITICIZES") and who == "i":
        # "I love my Discord", "I love the domain that you're on"
        own = any(c.dep_ == "poss" or _restricts(c) for c in target.token.children)
        if target.thing.kind == "PERSON" and source.token.head.lemma_.lower() in _FOND:
            return False  # of an actor, in passing
        return not own and (is_named(target.thing) or target.thing.known)
    if type_ in ("SUPPORTS", "CRITICIZES") and target.thing.kind == "CONCEPT":
        return is_named(target.thing) or target.thing.known or " " in target.thing.name
    if source.thing.kind == "CONCEPT" and not general:
        return not any(c.dep_ == "det" and c.lower_ in _ANY for c in source.token.children)
    return True


def _is_of_team(end: End, type_: str) -> bool:
    """ "We're built on Y", "we're inspired by Y", "we focus on Y": it is what they make that is, or all of them do."""
    if end.token.lower_ != "we" or end.thing.kind != "PERSON" or type_ in _DONE_TO_US:
        return False
    return end.token.dep_ == "nsubjpass" or any(
        t.lemma_.lower() == "focus" or t.lower_ == "focused"
        for t in (end.token.head, *end.token.head.children)
    )


def is_example(source: End, type_: str, target: End) -> bool:
    """ "When I create a transaction", "a binary uses memory": true of anything, said of nothing in particular."""
    if not (source.thing.is_special and target.thing.is_special):
        return True
    if (
        source.thing.kind not in ("PERSON", "COMPANY")
        or is_named(target.thing)
        or target.thing.kind != "CONCEPT"
    ):
        return False
    staff = source.thing.kind == "COMPANY" and is_named(source.thing) and source.token.pos_ != "PRON"
    if type_ == "USES" and staff and (target.thing.known or " " in target.thing.name):
        return False  # "Google uses a monorepo"
    return type_ == "USES" or (type_ == "CREATED" and source.token.lower_ == "i")


def is_initials(thing: Thing) -> bool:
    """ "API", "APIs": everybody has some."""
    return thing.name.removesuffix("s") in read_words().common_initials


def _is_language(end: End) -> bool:
    names = read_words().languages
    return end.thing.name in names or any(token.text in names for token in end.token.conjuncts)


def _are_forms(one: Thing, other: Thing) -> bool:
    """ "Clients for Python 2 and Python 3", "SegWit rather than native SegWit"."""
    words, others = ({fold(word) for word in thing.name.rstrip(_DIGITS).split()} for thing in (one, other))
    return words <= others or others <= words


def _is_several(end: End) -> bool:
    """ "CRDs", "SPAs": some of many; "Postgres" is a spelling of one."""
    said = end.token.text.lower()
    if end.token.tag_ not in ("NNS", "NNPS") or not said.endswith("s") or end.thing.name.endswith("s"):
        return False
    ones = {form.lower().rpartition(" ")[2] for form in (end.thing.name, *end.thing.forms)}
    return said[:-1] in ones or len(end.thing.name.rpartition(" ")[2]) < len(said)


def _is_habit(verb: "Token") -> bool:
    return verb.tag_ == "VBP" and verb.lemma_ not in ("be", "have")


def _restricts(clause: "Token") -> bool:
    """ "The domain that you're on" is one of many; "X, which is new" is told of X."""
    return clause.dep_ == "relcl" and clause.doc[clause.left_edge.i - 1].lower_ not in (",", "-", "–", "—")
