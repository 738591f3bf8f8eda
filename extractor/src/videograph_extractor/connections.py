"""Finds typed connections by a few grammatical patterns that state how two entities are connected, as a fact.

Precision before recall: what is asked, denied, wished, supposed or possible gives nothing, nor does a pattern
whose ends are not of the kinds that `cypher/model.toml` allows. What is only said together is `co_mentions.py`'s.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from videograph_extractor.rules.attributes import from_noun
from videograph_extractor.rules.copulas import from_copula
from videograph_extractor.rules.deeds import from_talk
from videograph_extractor.rules.generic_verbs import from_told
from videograph_extractor.rules.introductions import from_introduction
from videograph_extractor.rules.purposes import from_purpose
from videograph_extractor.rules.stances import from_aspect, from_praising
from videograph_extractor.rules.surface import from_surface
from videograph_extractor.rules.verbs import from_verb, who_does
from videograph_extractor.statement.cases import goes_on_with_case, is_made_up
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.statements import Statement
from videograph_extractor.text.factuality import is_liking, is_stated, is_supposed
from videograph_extractor.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


_LASTING = ("join", "found", "cofound", "co-found", "start", "co-start", "create", "co-create", "launch")
"""Verbs of the past that tell what is so since then."""


def find_statements(said: Said) -> list[Statement]:
    """All statements of the talk, in order."""
    found: list[Statement] = []
    for sentence in said.sentences:
        if not said.may_connect(sentence) or is_supposed(sentence):
            continue
        spans = said.in_sentence[sentence.index]
        own = [s for token in sentence.span for s in _from_token(said, sentence, token)]
        own = _once([*own, *from_introduction(sentence, spans)])
        own += _others(own, from_surface(said, sentence, spans))
        own += _others(own, _of_things(said, sentence))
        if goes_on_with_case(sentence, said.sentences[sentence.index - 1] if sentence.index else None):
            own = [s for s in own if not is_made_up(s, sentence)]
        for statement in own:
            _learn_employer(said, statement)
        found += own
    return found


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
        if token.pos_ in ("VERB", "AUX") and is_stated(token, able=True):
            yield from from_told(said, sentence, token)
            yield from from_purpose(said, sentence, token)


def _learn_employer(said: Said, statement: Statement) -> None:
    """Remember where a voice works, for all that "we" do from there on."""
    words = statement.sentence.passage.doc[statement.start : statement.end + 1]
    past = any(word.tag_ == "VBD" and word.lemma_.lower() not in _LASTING for word in words)
    lasts = statement.type in ("WORKS_AT", "LEADS", "FOUNDED") and not past
    if lasts and statement.source.labels and statement.target.kind == "COMPANY":
        said.learn_employer(statement.source, statement.target)


def _from_token(said: Said, sentence: Sentence, token: "Token") -> Iterator[Statement]:
    yield from from_praising(said, sentence, token)
    if token.pos_ in ("VERB", "AUX") or is_liking(token):
        if is_stated(token):
            yield from _from_stated(said, sentence, token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from from_noun(said, sentence, token)


def _from_stated(said: Said, sentence: Sentence, verb: "Token") -> Iterator[Statement]:
    who = who_does(said, verb)
    yield from from_talk(said, sentence, verb, who)
    if verb.lemma_.lower() not in ("be", "become", "remain"):
        yield from from_aspect(said, sentence, verb)
        yield from from_verb(said, sentence, verb, who)
        return
    if who:
        yield from from_copula(said, sentence, verb, who)
