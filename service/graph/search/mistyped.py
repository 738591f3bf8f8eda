"""Edit distances between words, and spellings that differ in one letter. Pure functions."""

from collections.abc import Iterator
from string import ascii_lowercase

from rapidfuzz.distance import OSA

_LONGEST = 16
"""Greatest length of a word whose spellings are all listed, because Lucene accepts at most 1,024 words in a query."""


def letters_wrong(one: str, other: str, most: int) -> int:
    """Returns the number of edits between two words: a letter replaced, removed, added, or swapped with the next;
    `most + 1` for more.

    This is the optimal string alignment distance, by which Lucene's fuzzy queries count too.
    """
    return OSA.distance(one, other, score_cutoff=most)


def are_swapped(one: str, other: str) -> bool:
    """Returns whether the words differ only by two swapped neighboring letters."""
    return len(one) == len(other) and sorted(one) == sorted(other) and letters_wrong(one, other, 1) == 1


def with_letters_swapped(form: str) -> list[str]:
    """Returns the spellings with two neighboring letters swapped."""
    return _each(form, _swapped(form))


def with_letter_added(form: str) -> list[str]:
    """Returns the spellings with one more letter after the first; empty for a word with other letters than a to z."""
    return _each(form, _added(form)) if _is_latin(form) else []


def with_letter_right(form: str) -> list[str]:
    """Returns all spellings that differ in one letter after the first; empty for a long word or one with other
    letters than a to z.

    These are used for an index of stems, because an error can change the stem: "mkaing" has the stem "mka", "making"
    has "make".
    """
    if not _is_latin(form) or len(form) > _LONGEST:
        return []
    return _each(form, [*_swapped(form), *_left_out(form), *_added(form), *_exchanged(form)])


def _is_latin(form: str) -> bool:
    return form.isascii() and form.isalpha()


def _each(form: str, spellings: "list[str] | Iterator[str]") -> list[str]:
    return [one for one in dict.fromkeys(spellings) if one != form]


def _swapped(form: str) -> Iterator[str]:
    return (form[:at] + form[at + 1] + form[at] + form[at + 2 :] for at in range(len(form) - 1))


def _left_out(form: str) -> Iterator[str]:
    return (form[:at] + form[at + 1 :] for at in range(1, len(form)))


def _added(form: str) -> Iterator[str]:
    return (form[:at] + letter + form[at:] for at in range(1, len(form) + 1) for letter in ascii_lowercase)


def _exchanged(form: str) -> Iterator[str]:
    return (form[:at] + letter + form[at + 1 :] for at in range(1, len(form)) for letter in ascii_lowercase)
