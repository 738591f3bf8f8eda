"""Finds many fixed spellings in a text at once, as whole words; of several with the same beginning, the longest.

A regular expression tries thousands of alternatives one by one; a table by first word looks up the few that can fit.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_STARTS = re.compile(r"(?<![\w+#/@-])(?:\w+|[^\w\s])")
_ENDS = re.compile(r"(?![\w+#@]|[./'’-](?!s\b)\w)")
"""What may follow a whole word: "C" is not in "C++", nor "Node" in "Node.js"; "Node's" has it."""
_FIRST = re.compile(r"\w+|[^\w\s]")


class Forms:
    """Spellings to look for. With `any_case` they are given in lower case and found in any."""

    def __init__(self, forms: Iterable[str], any_case: bool = False, plural: bool = False) -> None:
        self._any_case = any_case
        self._plural = plural
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(set(forms), key=lambda form: (-len(form), form)):
            if (first := _FIRST.match(form)) is not None:
                by_first[first.group()].append(form)
                if plural and first.end() == len(form):
                    by_first[form + "s"].append(form)
        self._by_first = dict(by_first)

    def finditer(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and form of each find, from left to right, none over another."""
        said = text.lower() if self._any_case else text
        if len(said) != len(text):
            said = text  # a letter whose small form is two: rare, and places matter more
        end = 0
        for start in _STARTS.finditer(said):
            if start.start() < end or (forms := self._by_first.get(start.group())) is None:
                continue
            for form in forms:
                stop = start.start() + len(form)
                if not said.startswith(form, start.start()):
                    continue
                if self._plural and said.startswith("s", stop) and _ENDS.match(said, stop + 1):
                    stop += 1
                if _ENDS.match(said, stop):
                    yield start.start(), stop, form
                    end = stop
                    break
