"""How a word goes wrong: letters in which it differs from another, and endings. Pure."""

_ENDINGS = "ing ed er ers ly al able ion ions ive ity ment ments ness ence ent ance ant ous".split()
"""Of English words, those that stemming takes off when they are typed right."""
_LEFT = 3
"""Letters before an ending."""


def letters_wrong(one: str, other: str, most: int) -> int:
    """In how many letters two words differ: exchanged, left out, added, or swapped with the next; `most + 1` for more.

    Source: optimal string alignment distance, as Lucene's fuzzy queries count.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def with_endings_right(form: str) -> list[str]:
    """What the word may be with a letter of its ending wrong: of "transactoin" "transaction", and some that are no words. An
    index of stems has nothing like such a word as it stands."""
    found: list[str] = []
    for ending in _ENDINGS:
        for size in range(len(ending) - 1, len(ending) + 2):
            begin, end = form[:-size], form[-size:]
            if len(begin) >= _LEFT and letters_wrong(end, ending, 1) == 1:
                found.append(begin + ending)
    return list(dict.fromkeys(found))
