"""Who hosts a show: "Welcome to SHOW, a weekly podcast about … I'm your host, Ann Lee." """

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.entity.things import Thing, is_named
from service.ingest.extract.statement.ends import End
from service.ingest.extract.statement.meant import Span
from service.ingest.extract.statement.places import Said
from service.ingest.extract.statement.statements import Statement, state
from service.ingest.extract.text.patterns import types_of
from service.ingest.extract.text.speech import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADS = types_of("PERSON>LEADS:PRODUCT,EVENT")
_BACK = 6
"""Sentences before "I'm your host" in which the show is welcomed to; a few lines on what it is about stand between."""
_HOST = re.compile(r"\b(?:I am|I['’]m|this is) (?:one of )?your (host|co-?host)s?\b", re.IGNORECASE)
_NAME = re.compile(r"(?:^|,? and |, )(?:I am|I['’]m|my name is) $", re.IGNORECASE)
_SHOWN = re.compile(r"\b(?:podcast|show|episode)\b", re.IGNORECASE)
_WELCOME = re.compile(
    r"\b(?:welcome(?: back)?(?:,? (?:everyone|everybody|y['’]all|friends|folks|all),?)?|listening|tuning in|tuned in) to "
    r"(?:another |a |the |this |today['’]s |an )?(?:[\w ,#]*(?:episode|edition)[\w ,#]* of )?(?:the |our )?$",
    re.IGNORECASE,
)
_THIS_IS = re.compile(r"(?:^|[,.!] )(?:and )?this is (?:the )?$", re.IGNORECASE)
_NEAR = 3
"""Tokens between "your host" and the name."""


def from_host(said: Said, sentence: Sentence) -> Iterator[Statement]:
    """That the voice, or who is named as "your host", leads the show that was welcomed to."""
    told = _HOST.search(sentence.span.text)
    if told is not None:
        end = sentence.span.start_char + told.end()
        word = next(t for t in sentence.span if t.idx + len(t) >= end)
        show = _show_before(said, sentence, _BACK)
        who = _named_behind(said, sentence, word) or said.voice_at(word)
    else:
        word, who = _introduced(said, sentence)
        show = _show_before(said, sentence, 1, only_shown=True) if who is not None else None
    if show is None or who is None or word is None:
        return
    thing, name = show
    target = End(thing, word, name if name.sent.start != sentence.span.start else None)
    yield from state(sentence, who, _LEADS, target, "host", (word.i,))


def _introduced(said: Said, sentence: Sentence) -> "tuple[Token | None, End | None]":
    """Who says "I'm Ann" under their own name, as hosts do behind the welcome."""
    for start, stop, person in said.in_sentence[sentence.index]:
        doc = sentence.passage.doc
        before = doc.text[sentence.span.start_char : doc[start].idx]
        if person.kind == "PERSON" and sentence.passage.speaker in person.labels and _NAME.search(before):
            root = doc[start:stop].root
            return root, End(person, root, first=start)
    return None, None


def _named_behind(said: Said, sentence: Sentence, host: "Token") -> End | None:
    for start, stop, person in said.in_sentence[sentence.index]:
        if person.kind == "PERSON" and 0 < start - host.i <= _NEAR:
            return End(person, host.doc[start:stop].root, first=start)
    return None


def _show_before(
    said: Said, sentence: Sentence, back: int, only_shown: bool = False
) -> "tuple[Thing, Token] | None":
    """What the same voice welcomed to in this sentence or in one of those before it, with the place of its name."""
    for index in range(sentence.index, max(sentence.index - back, 0) - 1, -1):
        earlier = said.sentences[index]
        if earlier.passage.speaker != sentence.passage.speaker:
            return None
        if only_shown and not _SHOWN.search(earlier.span.text):
            continue
        if found := _welcomed(earlier, said.in_sentence[index], near=sentence.index - index <= 1):
            return found
    return None


def _welcomed(sentence: Sentence, spans: Sequence[Span], near: bool) -> "tuple[Thing, Token] | None":
    doc = sentence.passage.doc
    for start, stop, thing in spans:
        before = doc.text[sentence.span.start_char : doc[start].idx]
        this = near and _THIS_IS.search(before) is not None
        if stop < sentence.span.end and doc[stop].pos_ == "PROPN" and doc[stop].text[0].isupper():
            continue  # "Postgres FM", of which only Postgres is known
        if is_named(thing) and thing.kind != "PERSON" and (this or _WELCOME.search(before)):
            return thing, doc[start:stop].root
    return None
