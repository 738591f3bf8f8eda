"""Statements from verbs: "X founded Y", "Y was proposed by X", "X, which Y bought", "I did an internship at Y"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from videograph_extractor.rules.deeds import (
    DEEDS,
    from_employer,
    from_experience,
    from_handling,
    is_language,
    is_operated,
    is_worked_on,
    made_with,
    thought_of,
)
from videograph_extractor.rules.made_with import from_setup
from videograph_extractor.rules.passives import from_passive
from videograph_extractor.rules.roles import from_roles
from videograph_extractor.statement.ends import End
from videograph_extractor.statement.exclusions import is_no_job, is_run_on_system
from videograph_extractor.statement.grammar import (
    examples,
    is_passive,
    lemma_of,
    named_at,
    objects,
    subjects,
)
from videograph_extractor.statement.naming import called, relative_objects
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement, state, state_each
from videograph_extractor.text.factuality import LEAVING, SUBJECTS, is_liking
from videograph_extractor.text.patterns import LEADS, read_patterns, types_of
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CREATED, _USES = types_of("CREATED:PRODUCT"), types_of("USES")
_KNOWS = types_of("PERSON>RELATED_TO:PERSON")
_CREATED_ANY = types_of("CREATED:PRODUCT,CONCEPT")
_STAFF = ("we", "they", "people", "folks", "everybody", "everyone")
_ADDING = ("add", "have", "provide", "offer", "ship", "announce", "get", "gain", "implement")
_SUPPORTING = types_of("PRODUCT>RELATED_TO:PRODUCT,CONCEPT")
_MAKING = ("write", "rewrite", "implement", "build", "program", "develop")
"""What is made in a language: "in" hangs on what is made as often as on the making."""
_OWN = frozenset(
    "project podcast blog channel show startup newsletter course package library module framework series".split()
)
"""What a person has is their own work; "I had a book called Y" is not."""
_LED = frozenset(
    "project group community meetup conference podcast team lab program newsletter foundation".split()
)
"""What somebody runs who leads it, and does not use it: "I ran the ByteHoard project"."""
_FOR_A_PURPOSE = ("use", "utilize", "leverage", "employ", "apply", "combine")
_WORDING = ("term", "name", "word", "phrase", "acronym")
_CHANGES = ("change", "fix", "feature", "support", "functionality", "improvement", "edit", "test", "bug")
"""What is done in a thing by those who make it."""
_ROUNDS = ("call", "panel", "line", "team", "board")
_AT_LENGTH = ("work", "contribute")
_SOON = 6
"""Tokens behind a guest's name within which it is said when that was."""
_BACK = 7
"""Tokens over which a participle without a subject looks back for what it describes."""


def who_does(said: Said, verb: "Token") -> list[End]:
    """Of whom or what a verb is said."""
    who = list(_staff(said, verb)) or list(subjects(said, verb))
    if not who and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        # "stealth addresses, I think, originally proposed by Peter Todd"
        by = [c for c in verb.children if c.dep_ == "agent"]
        who = list(said.just_before(verb, _BACK)) if by else []
    return who


def from_verb(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    if verb.text[0].isupper() and verb.i > sentence.span.start + 1 and not verb.nbor(-1).is_punct:
        return  # "we did Play with Go": a name
    if is_passive(verb) or (verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)):
        yield from from_passive(said, sentence, verb, who)
    else:
        yield from _from_active(said, sentence, verb, who)


def _staff(said: Said, verb: "Token") -> Iterator[End]:
    """The company in "at Y we use Kubernetes": what its people do, it does."""
    if verb.lemma_.lower() not in DEEDS:
        return
    for subject in (c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in _STAFF):
        for preposition in (*verb.children, *subject.children):
            if preposition.dep_ == "prep" and preposition.lower_ == "at":
                yield from (end for end in objects(said, preposition) if end.thing.kind == "COMPANY")


def _from_active(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "X founded Y", "X works at Y", "X has a product called Y"."""
    table = read_patterns()
    lemma = lemma_of(verb)
    # "enables miners to choose": what is enabled is the choosing
    # "uses Y to verify blocks", but "used to verify blocks"
    purpose = lemma in _FOR_A_PURPOSE and any(c.dep_ == "dobj" for c in verb.children)
    purpose = purpose or lemma in LEAVING  # "left X to join Y"
    clause = any(c.dep_ in ("xcomp", "ccomp") and not (purpose and c.tag_ == "VB") for c in verb.children)
    if not clause and lemma in table.verbs:
        for target in relative_objects(said, verb):
            types = _USES if lemma == "write" and is_language(target) else table.verbs[lemma]
            types = LEADS if lemma == "run" and verb.head.lemma_.lower() in _LED else types
            yield from state_each(sentence, who, types, target, verb.lower_, verb)
    if lemma == "introduce" and any(c.dep_ == "prep" and c.lower_ in ("as", "to") for c in verb.children):
        return  # people are introduced, too
    if lemma == "run" and any(c.dep_ == "prt" for c in verb.children):
        return  # "it's running out"
    if table.leaves_unsaid(lemma, verb.tag_):
        return
    for child in verb.children:
        is_object = child.dep_ == "dobj" or (child.dep_ == "pobj" and is_liking(verb))
        if child.dep_ == "dobj" and child.lemma_.lower() in _WORDING and lemma != "have":
            continue  # "I hate the term DevOps", "he uses the word Jarvis"
        if is_object and not clause and lemma in table.verbs:
            for target in named_at(said, child):
                types = _USES if lemma == "write" and is_language(target) else table.verbs[lemma]
                types = LEADS if lemma == "run" and child.lemma_.lower() in _LED else types
                doers = who
                if lemma == "run" and is_operated(verb):
                    types = _USES  # "he runs X on a server"
                elif lemma == "run" and target.thing.kind == "PRODUCT":
                    # "Ann runs X": leads it or has it run
                    doers = [end for end in who if end.thing.kind != "PERSON" or end.token.pos_ == "PRON"]
                yield from state_each(sentence, doers, types, target, verb.lower_, verb)
            if table.verbs[lemma][0][1] in ("USES", "ACQUIRED"):
                for target in examples(said, child):
                    yield from state_each(sentence, who, table.verbs[lemma], target, verb.lower_, verb)
        if child.dep_ == "dobj" and lemma == "have":
            for target in called(said, child):
                own = child.lemma_.lower() in _OWN
                # what "we" have, one of us need not have made
                owners = [e for e in who if e.thing.kind == "COMPANY" or (own and _is_owner(e))]
                yield from state_each(sentence, owners, _CREATED, target, "has", verb)
        if (
            child.dep_ == "dobj"
            and lemma == "have"
            and verb.tag_ != "VBP"
            and any(map(_is_on_show, verb.children))
        ):
            # "we've had X on the show"
            for target in (end for end in said.things_at(child) if _is_guest(end)):
                yield from state_each(sentence, who, _KNOWS, target, "had on", verb)
        if child.dep_ == "dobj" and lemma == "do":
            # "I've been doing Go for years": only languages are done
            for target in (end for end in named_at(said, child) if is_language(end)):
                yield from state_each(sentence, who, _USES, target, verb.lower_, verb)
            yield from from_handling(said, sentence, verb, child, who)
        if child.dep_ == "dobj" and lemma in table.reversed:
            for target in said.things_at(child):
                for source in who:
                    yield from state(sentence, target, table.reversed[lemma], source, verb.lower_, (verb.i,))
        if child.dep_ == "dobj" and child.lower_ == "support" and lemma in _ADDING:
            for preposition in (c for c in child.children if c.dep_ == "prep" and c.lower_ == "for"):
                for target in objects(said, preposition):
                    yield from state_each(sentence, who, _SUPPORTING, target, "support for", verb)
        if child.dep_ == "dobj":
            yield from from_experience(said, sentence, verb, child, who)
            for at in (c for c in child.children if c.dep_ == "prep"):
                yield from from_employer(said, sentence, verb, at)
            if lemma in _MAKING:
                for preposition in made_with(child):
                    yield from _from_preposition(said, sentence, verb, preposition, who)
            yield from from_setup(said, sentence, verb, child, who)
            if verb.lower_ == "lead":
                # "X, lead engineer at Y": the parser takes the word for a verb
                yield from from_roles(said, sentence, verb, child, who)
        if child.dep_ in ("npadvmod", "advmod") and lemma in _AT_LENGTH and child.i > verb.i:
            # "I work full-time on Bitcoin Core"
            for preposition in (c for c in child.children if c.dep_ == "prep"):
                yield from _from_preposition(said, sentence, verb, preposition, who)
        if child.dep_ == "prep":
            yield from _from_preposition(said, sentence, verb, child, who)
            yield from from_employer(said, sentence, verb, child)
        if child.dep_ == "prep" and child.lower_ == "as" and lemma in ("work", "start", "serve", "join"):
            for role in (c for c in child.children if c.dep_ == "pobj"):
                yield from from_roles(said, sentence, verb, role, who)


def _from_preposition(
    said: Said, sentence: Sentence, verb: "Token", preposition: "Token", who: Sequence[End]
) -> Iterator[Statement]:
    table = read_patterns()
    key = f"{verb.lemma_.lower()} {preposition.lower_}"
    label = f"{verb.lower_} {preposition.lower_}"
    if preposition.i < verb.i:
        return  # "With Inter - I was working at Figma"
    if key == "get into" and any(c.dep_ == "dobj" for c in verb.children):
        return  # "she got me into X": it is I who am
    on = any(c.dep_ == "prep" and c.lower_ == "on" for c in verb.children)
    if key == "work for" and on:
        return  # "I was working on a web UI for X"
    if key == "come with" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children):
        for target in thought_of(said, preposition):
            yield from state_each(sentence, who, _CREATED_ANY, target, "came up with", verb)
        return
    job = table.prepositional.get(key, ((None, "", None),))[0][1] == "WORKS_AT"
    if job and preposition.lower_ == "at" and is_no_job(verb, preposition):
        return
    if (types := table.prepositional.get(key)) and not table.leaves_unsaid(key, verb.tag_):
        changed = any(c.dep_ == "dobj" and c.lemma_.lower() in _CHANGES for c in verb.children)
        # in a language, and not "we implemented the changes in Parca", "I'm working on the coverage in Node"
        written = key == "do in" or changed or (key == "work in" and on)
        for target in objects(said, preposition):
            if key == "run on" and is_run_on_system(verb, target):
                continue
            if (not written or is_language(target)) and (key != "work on" or is_worked_on(target)):
                yield from state_each(sentence, who, types, target, label, verb)
    if types := table.reversed_prepositional.get(key):
        for target in objects(said, preposition):
            for source in who:
                yield from state(sentence, target, types, source, label, (verb.i,))


def _is_on_show(word: "Token") -> bool:
    """ "On", "on the show"; who is "on the call" or "on the panel" is one of several there."""
    return word.lower_ == "on" and not any(c.lemma_.lower() in _ROUNDS for c in word.children)


def _is_guest(end: End) -> bool:
    """ "We had Adam on last week" is of no Adam who is here today; "we had Adam on way back" may be."""
    behind = end.token.doc[end.token.i + 1 : end.token.i + _SOON]
    short = end.first == end.token.i and end.token.text != end.thing.name
    lately = any(token.lower_ == "last" for token in behind)
    return end.thing.kind == "PERSON" and not (end.thing.labels and short and lately)


def _is_owner(end: End) -> bool:
    return end.token.lower_ != "we" or end.team is not None
