"""Who talks with whom, by words in a row: "I'm joined by Ann Lee", "our guest today is Ann Lee", "we have Ann Lee here".

Said at the beginning of most talks, in half sentences that the parser makes nothing of.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from service.ingest.extract.antecedents import Span
from service.ingest.extract.ends import End
from service.ingest.extract.patterns import types_of
from service.ingest.extract.places import Said
from service.ingest.extract.speech import Sentence
from service.ingest.extract.statements import Statement, state

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

    from service.ingest.extract.things import Thing

_WITH = types_of("PERSON>RELATED_TO:PERSON")
_LEADING = (
    ("joined by", "joined by"),
    ("here with", "here with"),
    ("joining me is", "joined by"),
    ("joining us is", "joined by"),
    ("with me is", "with"),
    ("sat down with", "sat down with"),
    ("sitting down with", "sitting down with"),
)
_GUEST = frozenset(
    "my our guest guests today today's for is are special very the first this week next on show".split()
)
_HAVING = (
    "here with us",
    "with us",
    "in the studio",
    "on the show",
    "on the podcast",
    "back on the show",
    "joining us",
)
_BETWEEN = (",", "and", "also", "by", "both", "the", "my", "our")
_BESIDE = frozenset(", my our the co - host co-host cohost colleague guest also both".split())
"""What may be said of somebody right before the name."""
_SELVES = ("i", "we", "my", "our", "me", "us")


def from_guests(said: Said, sentence: Sentence, spans: Sequence[Span]) -> Iterator[Statement]:
    """Every person that the voice says to be there with it; `spans` are the entities of the sentence."""
    people = {start: (end, thing) for start, end, thing in spans if thing.kind == "PERSON"}
    own = next((t for t in sentence.span if t.lower_ in _SELVES), sentence.span[0])
    voice = said.voice_at(own) if people else None
    if voice is None:
        return
    doc, before = sentence.passage.doc, ""
    for start in sorted(people):
        end, person = people[start]
        label = _leading(doc, start, sentence.span.start) or _having(doc, start, end, sentence.span)
        label = label or (before if _is_listed(doc, start, people, sentence.span.start) else "")
        before = label
        if label and person.labels != voice.thing.labels:
            other = End(person, doc[start:end].root)
            yield from state(sentence, voice, _WITH, other, label, (start,))


def _leading(doc: "Doc", start: int, first: int) -> str:
    """What stands right before a name and says that this is whom one talks with."""
    place = start
    while place > first and doc[place - 1].lower_ in _BESIDE:
        place -= 1
    words = doc[max(first, place - 4) : place].text.lower()
    for form, label in _LEADING:
        if words.endswith(form):
            return label
    place = start
    while place > first and doc[place - 1].lower_ in _GUEST:
        place -= 1
    row = [token.lower_ for token in doc[place:start]]
    guest = ("guest" in row or "guests" in row) and row[-1] in ("is", "are")
    return "guest" if guest and ("my" in row or "our" in row) else ""


def _having(doc: "Doc", start: int, end: int, span: "DocSpan") -> str:
    """ "We have Ann Lee here with us"."""
    behind = doc[end : min(end + 4, span.end)].text.lower()
    have = (
        start - 2 >= span.start
        and doc[start - 1].lower_ == "have"
        and doc[start - 2].lower_ in ("we", "i", "also")
    )
    return "have on" if have and behind.startswith(_HAVING) else ""


def _is_listed(doc: "Doc", start: int, people: dict[int, tuple[int, "Thing"]], first: int) -> bool:
    """Whether a name only follows the one before it in a list."""
    place = start
    while place > first and doc[place - 1].lower_ in _BETWEEN:
        place -= 1
    return place < start and any(end == place for end, _ in people.values())
