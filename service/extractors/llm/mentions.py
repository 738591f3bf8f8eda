"""Finds names in the transcript. A name counts where it is said.

Models write "Python" where the words have "python", and the words have "go" where nothing is named: so another case than the
model's own counts only in windows whose answer names the entity.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.domain.document import MentionInfo, Transcript
from service.domain.text import normalise_name
from service.extractors.llm.candidates import Gathered

_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans("’‘", "''")


@dataclass(frozen=True)
class _Form:
    """A name of an entity as a search pattern; `lead`: the number of characters before its first word."""

    entity: Gathered
    pattern: re.Pattern[str]
    lead: int
    length: int
    written: str


def find_mentions(
    transcript: Transcript, entities: Sequence[Gathered], spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[MentionInfo, Gathered]]:
    """Yields every place of a name in the words; of several that begin at one place, the longest. `spans`: the segments of each window."""
    forms = _by_first_word(entities)
    windows = {i: number for number, (first, last) in enumerate(spans) for i in range(first, last + 1)}
    for index, segment in enumerate(transcript.segments):
        text, end = segment.text, 0
        for word in _WORD.finditer(text):
            for form in forms.get(word[0].casefold(), ()):
                at = word.start() - form.lead
                match = form.pattern.match(text, at) if at >= end else None
                if match is not None and _counts(form, match[0], windows.get(index)):
                    end = match.end()
                    yield MentionInfo(segment=index, start_offset=at, end_offset=end), form.entity
                    break


def _by_first_word(entities: Sequence[Gathered]) -> dict[str, list[_Form]]:
    """Returns the names by their first word, longer ones first. A name of two entities belongs to the first one."""
    found: defaultdict[str, list[_Form]] = defaultdict(list)
    seen: set[str] = set()
    for entity in entities:
        for normal, written in entity.forms.items():
            first = _WORD.search(written)
            if first is not None and normal not in seen:
                seen.add(normal)
                pattern = re.compile(rf"(?<!\w){_spaced(written)}(?![\w+#])", re.IGNORECASE)
                form = _Form(entity, pattern, first.start(), len(written), written)
                found[first[0].casefold()].append(form)
    for forms in found.values():
        forms.sort(key=lambda form: (-form.length, form.written))
    return found


def _counts(form: _Form, said: str, window: int | None) -> bool:
    """Returns whether the words mean the entity here. Another apostrophe character is another form."""
    exact = " ".join(said.split()).translate(_QUOTES) == form.written.translate(_QUOTES)
    if not ((exact and not said.islower()) or window in form.entity.windows):
        return False
    form.entity.forms.setdefault(normalise_name(said), said)
    return True


def _spaced(form: str) -> str:
    """Returns a pattern of the name with any white space between its words and any apostrophe character."""
    words = (re.escape(part.translate(_QUOTES)).replace("'", "['’‘]") for part in form.split())
    return r"\s+".join(words)
