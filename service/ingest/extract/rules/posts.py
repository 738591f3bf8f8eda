"""Where people work, by whatever they are there: "Ann Lee, an astrophysicist from the University of Y", "he's a nurse at
Y", "at Y, where Ann Lee works".

A role that the table of relations has is roles.py's; here any noun for a job will do, and all that is said is that
somebody works at a company or a body like one.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.rules.beside import is_beside, is_denied
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.grammar import objects
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import read_patterns, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORKS_AT = types_of("PERSON>WORKS_AT:COMPANY")
_ENDINGS = ("ist", "er", "or", "ian", "man", "person", "ant")
"""How nouns for jobs end."""
_JOBS = frozenset(
    "chef artist nurse pilot coach judge clerk guard chief executive exec rep representative advocate architect scientist "
    "dean principal fellow intern postdoc sre dba devrel attache diplomat staffer".split()
)
"""Those that end otherwise."""
_NO_JOBS = frozenset(
    "computer server number user customer consumer member paper letter chapter order offer partner friend follower subscriber fan "
    "supporter listener viewer guest speaker player winner reader buyer holder owner browser compiler router cluster error factor "
    "author actor investor sponsor donor mother father brother sister daughter newcomer outsider insider foreigner "
    "contender competitor survivor visitor passenger prisoner commenter stranger character matter center term er "
    "human american canadian australian indian italian russian german asian european african brazilian comedian christian "
    "giant restaurant participant applicant immigrant descendant assistant variant grant plant person man woman "
    "beginner loser believer quitter maker creator founder starter transfer graduate student alum alumni "
    "list twist cheque artifact".split()
)
"""Those that end like one, and what somebody may be who works elsewhere."""
_WORKING = ("work", "teach", "intern")
_PLACES = ("from", "at", "with")


def is_job(noun: "Token") -> bool:
    """Whether a noun in the singular says what somebody does for a living."""
    lemma = noun.lemma_.lower()
    if noun.tag_ not in ("NN", "NNP") or lemma in _NO_JOBS:
        return False
    told = read_patterns().roles.get(lemma, ((None, "", None),))[0][1] == "WORKS_AT"
    return told or lemma in _JOBS or (len(lemma) > 4 and lemma.endswith(_ENDINGS))


def from_post(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "Ann Lee, an astrophysicist and data scientist from Y"."""
    if noun.dep_ != "appos" or noun.pos_ not in ("NOUN", "PROPN") or is_denied(noun):
        return
    who = [end for end in said.things_at(noun.head, conjuncts=False) if end.thing.kind == "PERSON"]
    if any(end.token.pos_ == "PRON" or not is_beside(end.token, noun) for end in who):
        return
    yield from from_job(said, sentence, noun, who, (noun.i,))


def from_job(
    said: Said, sentence: Sentence, noun: "Token", who: Sequence[End], words: tuple[int, ...]
) -> Iterator[Statement]:
    """That `who` are employed where one who is `noun` is said to be "from", "at" or "with"; `words` say it."""
    for job in (noun, *noun.conjuncts):
        known = job.lemma_.lower() in read_patterns().roles
        for preposition in (c for c in job.children if c.dep_ == "prep" and c.lower_ in _PLACES):
            if not is_job(job) or (known and preposition.lower_ != "from"):
                continue
            for target in objects(said, preposition):
                for source in (end for end in who if end.thing.kind == "PERSON"):
                    yield from state(sentence, source, _WORKS_AT, target, job.lower_, words)


def from_workplace(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "At Y, where Ann Lee works", "Y, which is where she teaches"."""
    if verb.lemma_.lower() not in _WORKING or not any(c.lower_ == "where" for c in verb.children):
        return
    clause = verb
    if verb.dep_ in ("advcl", "ccomp") and verb.head.lemma_ == "be":
        clause = verb.head
        if not any(c.dep_ == "nsubj" and c.lower_ == "which" for c in clause.children):
            return
    if clause.dep_ != "relcl" or any(c.dep_ in ("prep", "dobj") for c in verb.children):
        return
    people = [c for c in verb.children if c.dep_ in SUBJECTS]
    for target in said.things_at(clause.head, conjuncts=False):
        for person in people:
            for source in (end for end in said.things_at(person) if end.thing.kind == "PERSON"):
                yield from state(sentence, source, _WORKS_AT, target, f"where … {verb.lower_}", (verb.i,))
