"""Typed connections: a few grammatical patterns that say what connects two entities, and say it as a fact.

Precision before recall: what is asked, denied, wished, supposed or possible gives nothing, nor does a pattern
whose ends are not of the kinds that `cypher/model.toml` allows. What is only said together is `comentions.py`'s.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from service.ingest.extract.rules.attributes import from_noun, from_self
from service.ingest.extract.rules.compared import from_comparison
from service.ingest.extract.rules.copulas import from_copula, from_turned
from service.ingest.extract.rules.dislikes import from_dislike, from_mess
from service.ingest.extract.rules.fittings import from_fitting
from service.ingest.extract.rules.hosts import from_host
from service.ingest.extract.rules.influences import from_influence
from service.ingest.extract.rules.instances import from_instances
from service.ingest.extract.rules.introductions import from_introduction
from service.ingest.extract.rules.makers import from_credit, from_making
from service.ingest.extract.rules.own_people import from_own_people
from service.ingest.extract.rules.own_words import from_habit, from_our_own, from_ours, from_shop
from service.ingest.extract.rules.posts import from_workplace
from service.ingest.extract.rules.presupposed import from_presupposed
from service.ingest.extract.rules.purposes import from_purpose
from service.ingest.extract.rules.sayings import from_saying
from service.ingest.extract.rules.situated import from_base, from_moving
from service.ingest.extract.rules.sorts import from_sorts
from service.ingest.extract.rules.stances import (
    from_aspect,
    from_matchless,
    from_praising,
    from_recommendation,
    from_verdict,
)
from service.ingest.extract.rules.standing import (
    from_named_sort,
    from_rivals,
    from_standing,
    from_title,
    from_top,
)
from service.ingest.extract.rules.surface import from_surface
from service.ingest.extract.rules.told import from_apposition, from_told
from service.ingest.extract.rules.transfers import from_transfer
from service.ingest.extract.rules.verbs import from_verb, who_does
from service.ingest.extract.rules.works import from_works
from service.ingest.extract.statement.cases import goes_on_with_case, is_made_up
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement
from service.ingest.extract.text.speech import Sentence
from service.ingest.extract.text.stated import is_liking, is_stated, is_supposed

if TYPE_CHECKING:
    from spacy.tokens import Token


_LASTING = ("join", "found", "cofound", "co-found", "start", "co-start", "create", "co-create", "launch")
"""Verbs of the past that tell what is so since then."""
_FOUNDERS = ("founder", "co-founder", "cofounder", "founded", "co-founded", "cofounded")
"""Labels that say of a firm with the name of its product that somebody founded it."""
_HOSTS = ("host", "hosts", "hosted", "co-host", "co-hosts", "cohost")


def find_statements(said: Said) -> list[Statement]:
    """All statements of the talk, in order."""
    found: list[Statement] = []
    for sentence in said.sentences:
        before = len(found)
        if said.may_connect(sentence) and is_supposed(sentence):
            found += _once(list(from_presupposed(said, sentence)))
        elif said.may_connect(sentence):
            own = [s for token in sentence.span for s in _from_token(said, sentence, token)]
            spans = said.in_sentence[sentence.index]
            own = _once([*own, *from_introduction(sentence, spans)])
            own += _others(own, from_surface(said, sentence, spans))
            rows = (
                from_sorts(sentence, spans),
                from_works(said, sentence, spans),
                from_credit(sentence, spans),
                from_instances(sentence, spans),
            )
            own += _others(own, (s for row in rows for s in row))
            own += _others(own, _of_things(said, sentence))
            if goes_on_with_case(sentence, said.sentences[sentence.index - 1] if sentence.index else None):
                own = [s for s in own if not is_made_up(s, sentence)]
            found += own
        for statement in found[before:]:
            _learn(said, statement)
        # behind what the sentence itself tells of who founded what
        more = _others(found[before:], _of_own(said, sentence))
        for statement in more:
            _learn(said, statement)
        found += more
    return found


def _of_own(said: Said, sentence: Sentence) -> Iterator[Statement]:
    """What is told of a company or show that the sentence need not name: "our CTO is Ann", "I'm your host"."""
    yield from from_host(said, sentence)
    if any(token.dep_ == "poss" for token in sentence.span) and not is_supposed(sentence):
        for noun in (token for token in sentence.span if token.pos_ in ("NOUN", "PROPN")):
            yield from from_own_people(said, sentence, noun)


def _once(statements: list[Statement]) -> list[Statement]:
    """Each but once, however many patterns say it."""
    return list({(id(s.source), s.type, id(s.target)): s for s in reversed(statements)}.values())[::-1]


def _others(known: list[Statement], more: Iterable[Statement]) -> list[Statement]:
    """Those of `more` about two ends of which nothing is known yet."""
    pairs = {frozenset((id(s.source), id(s.target))) for s in known}
    return [s for s in more if frozenset((id(s.source), id(s.target))) not in pairs]


def _of_things(said: Said, sentence: Sentence) -> Iterator[Statement]:
    """What is told of products and terms, where no verb of one type says it."""
    for token in sentence.span:
        if token.pos_ in ("VERB", "AUX"):
            if is_stated(token, able=True):
                yield from from_told(said, sentence, token)
                yield from from_purpose(said, sentence, token)
                yield from from_moving(said, sentence, token)
                yield from from_fitting(said, sentence, token)
            yield from from_base(said, sentence, token)
        else:
            yield from from_apposition(said, sentence, token)
            yield from from_comparison(said, sentence, token)


def _learn(said: Said, statement: Statement) -> None:
    """Remember where a voice works, for all that "we" do from there on, and what somebody founded or hosts."""
    words = statement.sentence.passage.doc[statement.start : statement.end + 1]
    past = any(word.tag_ == "VBD" and word.lemma_.lower() not in _LASTING for word in words)
    lasts = statement.type in ("WORKS_AT", "LEADS", "FOUNDED") and not past
    if lasts and statement.source.labels and statement.target.kind == "COMPANY":
        said.learn_own("WORKS_AT", statement.source, statement.target)
    if statement.source.kind == "PERSON":
        label = statement.label.lower()
        if statement.type == "FOUNDED" or (statement.type == "CREATED" and label in _FOUNDERS):
            said.learn_own("FOUNDED", statement.source, statement.target)
        if statement.type == "LEADS" and label in _HOSTS:
            said.learn_own("LEADS", statement.source, statement.target)


def _from_token(said: Said, sentence: Sentence, token: "Token") -> Iterator[Statement]:
    yield from from_praising(said, sentence, token)
    if token.pos_ in ("VERB", "AUX") or is_liking(token):
        yield from from_recommendation(said, sentence, token)
        yield from from_matchless(said, sentence, token)
        yield from from_dislike(said, sentence, token)
        if is_stated(token):
            yield from _from_stated(said, sentence, token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from from_noun(said, sentence, token)
        yield from from_rivals(said, sentence, token)
        yield from from_named_sort(said, sentence, token)
        yield from from_our_own(said, sentence, token)
    else:
        yield from from_self(said, sentence, token)


def _from_stated(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    who = who_does(said, verb)
    yield from from_workplace(said, sentence, verb)
    yield from from_habit(said, sentence, verb)
    yield from from_saying(said, sentence, verb, who)
    if verb.lemma_.lower() not in ("be", "become", "remain"):
        yield from from_verdict(said, sentence, verb, who)
        yield from from_aspect(said, sentence, verb)
        yield from from_verb(said, sentence, verb, who)
        yield from from_making(said, sentence, verb, who)
        yield from from_transfer(said, sentence, verb, who)
        yield from from_top(said, sentence, verb)
        yield from from_title(said, sentence, verb)
        yield from from_influence(said, sentence, verb)
        return
    if who:
        yield from from_copula(said, sentence, verb, who)
        yield from from_shop(said, sentence, verb, who)
    yield from from_standing(said, sentence, verb, who)
    yield from from_ours(said, sentence, verb)
    yield from from_turned(said, sentence, verb)
    yield from from_top(said, sentence, verb)
    yield from from_mess(said, sentence, verb)
