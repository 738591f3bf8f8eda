"""What is said of a voice and its company by "our", "my" and "what I use": "our competitors are X and Y", "X, one of our
investors", "my guest is X", "the editor I use is X", "we're a Rails shop"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import is_named
from service.ingest.extract.rules.beside import is_denied
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import Types, types_of
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_OURS: dict[str, Types] = {
    "competitor": types_of("PERSON,COMPANY,PRODUCT>COMPETES_WITH:COMPANY"),
    "rival": types_of("PERSON,COMPANY,PRODUCT>COMPETES_WITH:COMPANY"),
    "investor": types_of("PERSON,COMPANY>INVESTED_IN:COMPANY"),
    "backer": types_of("PERSON,COMPANY>INVESTED_IN:COMPANY"),
}
"""What somebody is to the company whose people say it."""
_KNOWS, _USES = types_of("PERSON>RELATED_TO:PERSON"), types_of("PERSON,COMPANY,PRODUCT>USES:PRODUCT")


def from_ours(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "X is one of our competitors", "our main competitors are X and Y", "my guest is X"; `verb` is the "is"."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    attributes = [c for c in verb.children if c.dep_ == "attr" and not is_denied(c)]
    for subject in subjects:
        for attribute in attributes:
            yield from _of_ours(said, sentence, subject, attribute, verb)
            yield from _of_ours(said, sentence, attribute, subject, verb)


def from_our_own(said: Said, sentence: Sentence, noun: "Token") -> Iterator[Statement]:
    """ "X, one of our competitors", "our competitor X", "our investors, X and Y"."""
    if noun.dep_ == "appos":
        yield from _of_ours(said, sentence, noun, noun.head, noun)
    for name in (c for c in noun.children if c.dep_ == "appos"):
        yield from _of_ours(said, sentence, noun, name, noun)


def _of_ours(
    said: Said, sentence: Sentence, noun: "Token", named: "Token", word: "Token"
) -> Iterator[Statement]:
    """That what is `named` is "our" or "my" `noun`; `word` connects them."""
    if noun.lower_ == "one":
        noun = next((o for c in noun.children if c.lower_ == "of" for o in c.children), noun)
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.lower_ in ("our", "my")), None)
    lemma = noun.lemma_.lower()
    if owner is None or lemma not in (*_OURS, "guest"):
        return
    if named.lower_ in ("which", "who") and named.head.dep_ == "relcl":
        named = named.head.head
    found = [e for e in said.things_at(named) if e.token.pos_ != "PRON" and is_named(e.thing)]
    if lemma == "guest":
        # "our guest" is the show's, and only presents them
        voice = said.voice_at(owner) if owner.lower_ == "my" else None
        if voice is not None:
            for target in found:
                yield from state(sentence, voice, _KNOWS, target, noun.lower_, (word.i,))
        return
    for team in (end.team for end in said.things_at(owner) if end.team is not None):
        for source in found:
            yield from state(sentence, source, _OURS[lemma], team, noun.lower_, (word.i,))


def from_habit(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    """ "What I use is X", "the editor that I use is called X"."""
    if verb.lemma_.lower() not in ("be", "call") or verb.tag_ not in ("VBZ", "VBP", "VBN"):
        return
    names = [c for c in verb.children if c.dep_ in ("attr", "oprd") and c.pos_ == "PROPN"]
    for subject in (c for c in verb.children if c.dep_ in (*SUBJECTS, "csubj", "csubjpass")):
        clauses = [c for c in subject.children if c.dep_ == "relcl"] if subject.pos_ != "VERB" else [subject]
        for clause in clauses:
            if clause.lemma_.lower() != "use" or clause.tag_ not in ("VBP", "VBG", "VBD"):
                continue
            if any(c.dep_ in ("neg", "mark") or c.tag_ == "MD" for c in clause.children):
                continue
            who = [e for c in clause.children if c.dep_ == "nsubj" for e in said.things_at(c)]
            yield from _using(sentence, who, [e for c in names for e in said.things_at(c)], "use", verb)


def _using(
    sentence: Sentence, who: Sequence[End], tools: Sequence[End], label: str, word: "Token"
) -> Iterator[Statement]:
    for source in who:
        for target in tools:
            yield from state(sentence, source, _USES, target, label, (word.i,))


def from_shop(said: Said, sentence: Sentence, verb: "Token", who: Sequence[End]) -> Iterator[Statement]:
    """ "We're a Rails shop", "they are primarily a Python shop"."""
    for shop in (c for c in verb.children if c.dep_ == "attr" and c.lower_ == "shop" and not is_denied(c)):
        before = shop.nbor(-1)
        ones = [end for end in who if end.thing.kind in ("COMPANY", "PRODUCT") or end.team is not None]
        tools = [end for end in said.ending_at(before) if before.head.i == shop.i]
        yield from _using(sentence, ones, tools, f"{before.lower_} shop", verb)
