"""Suggestions while a user types: entities, talks, topics and channels in one order, with the match in their names."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from service.domain.text import search_form
from service.graph.driver.database import Database
from service.graph.search.mistyped import letters_wrong
from service.graph.search.snippets import Range
from service.graph.search.suggest import BOUND, POPULAR, SHORT
from service.graph.search.words import TOKEN, clean, fuzzy_text, prefix_text, read_words
from service.graph.statement_runner import execute

KINDS = ("ENTITY", "TOPIC", "CHANNEL", "VIDEO")
"""All kinds, the most significant first."""
_WEIGHTS = {"ENTITY": 1.0, "TOPIC": 0.9, "CHANNEL": 0.85, "VIDEO": 0.8}
_MANY = math.log1p(1_000_000)
_LONG = 3
"""Minimum length of a prefix that is searched in the middle of titles."""


class NameSuggestion(NamedTuple):
    """A suggestion with its matching name. `scope` is its kind. `fit`: 3 if the name equals the typed text, 2 if it
    begins with it, 1 if its words do, 0 if they are only similar."""

    scope: str
    id: str
    name: str
    fit: int
    weight: float

    @property
    def place(self) -> tuple[float, ...]:
        """Sorts best first."""
        return -self.fit, -self.weight


@dataclass(frozen=True)
class Suggestions:
    """Returns suggestions, best first, in the form of search hits."""

    hits: tuple[NameSuggestion, ...]
    text: str
    more: bool = False
    corrected: str | None = None

    @property
    def has_all_words(self) -> bool:
        return bool(self.hits)

    def show(self, hit: NameSuggestion, _: list[str | None]) -> tuple[str, tuple[Range, ...]]:
        """Returns the matching name, and the positions of the typed text in it."""
        return hit.name, _ranges(hit.name, self.text)


async def find_suggestions(
    database: Database, prefix: str, *, kinds: tuple[str, ...], first: int
) -> Suggestions:
    """Returns at most `first` objects with a name in which words begin with the prefix. If these are too few, similar
    names follow. If there is room, the best of each kind is included. Without a prefix: the most mentioned entities,
    the most discussed topics and the latest talks.

    Args:
        kinds: of these only.

    Raises:
        InvalidInput: the prefix is too long.
        QueryTimeout, GraphUnavailable
    """
    text = search_form(clean(prefix, ("prefix",)))
    if not kinds or first < 1:
        return Suggestions((), text)
    words = read_words(text, ("prefix",))
    tokens = [token for word in words for token in word.tokens]
    if text and not words:
        return Suggestions((), text)
    long = max((token for token in tokens if len(token) >= _LONG), key=len, default="")
    asked: dict[str, Any] = {
        **{"text": text, "scopes": list(kinds), "words": tokens, "longest": long},
        **{"begun": prefix_text(words), "first": prefix_text(words, least=1), "close": fuzzy_text(words)},
    }
    popular = 0 if len(text) > SHORT else POPULAR if text else first
    question = {"asked": asked, "bound": BOUND}
    found = await _ask(database, "find_suggestions", {**question, "popular": popular})
    ranked = _ranked((row, _fit(row[2], text)) for row in found)
    if len(ranked) < first and asked["close"]:
        there = {(one.scope, one.id) for one in ranked}
        close = await _ask(database, "find_close_names", question)
        ranked += _ranked((row, 0) for row in close if (row[0], row[1]) not in there)
    return Suggestions(tuple(_first(ranked, first)), text)


async def _ask(database: Database, name: str, question: dict[str, Any]) -> list[list[Any]]:
    [[found]] = await execute(database, f"search/{name}", question, label=f"search.{name}")
    return found


def _ranked(found: "Iterable[tuple[list[Any], int | None]]") -> list[NameSuggestion]:
    """Returns each object once, by its best name; best first."""
    best: dict[tuple[str, str], NameSuggestion] = {}
    for (scope, id_, name, count), fit in found:
        if fit is None:
            continue
        weight = _WEIGHTS[scope] * (1 + math.log1p(max(count, 0)) / _MANY)
        one = NameSuggestion(scope, id_, name, fit, weight)
        other = best.get((scope, id_))
        if other is None or (one.place, name) < (other.place, other.name):
            best[scope, id_] = one
    return sorted(best.values(), key=lambda one: (*one.place, one.id))


def _first(ranked: list[NameSuggestion], first: int) -> list[NameSuggestion]:
    """Returns the first ones. The best of each missing kind replaces the last ones."""
    taken, others = ranked[:first], ranked[first:]
    missing: dict[str, NameSuggestion] = {}
    for one in others:
        if all(one.scope != other.scope for other in taken):
            missing.setdefault(one.scope, one)
    if len(missing) + len({one.scope for one in taken}) > first:
        return taken
    for one in missing.values():
        scopes = [other.scope for other in taken]
        spare = max(place for place, scope in enumerate(scopes) if scopes.count(scope) > 1)
        taken = [*taken[:spare], *taken[spare + 1 :], one]
    return taken


def _fit(name: str, text: str) -> int | None:
    """Returns how well a name matches; None if its words do not begin with the prefix."""
    form = search_form(name)
    if form == text:
        return 3
    if form.startswith(text):
        return 2
    begun = TOKEN.findall(form)
    *whole, last = TOKEN.findall(text) or [text]
    if all(word in begun for word in whole) and any(word.startswith(last) for word in begun):
        return 1
    return 1 if f" {text}" in form else None


def _ranges(name: str, text: str) -> tuple[Range, ...]:
    """Returns the positions of the typed text in a name: the beginnings of its words, or similar words."""
    found: list[Range] = []
    typed = TOKEN.findall(text)
    for match in TOKEN.finditer(name):
        form = search_form(match[0])
        fits = [token for token in typed if form.startswith(token)]
        if fits:
            found.append((match.start(), match.start() + _letters(match[0], max(fits, key=len))))
        elif any(len(token) > SHORT and letters_wrong(form, token, 1) <= 1 for token in typed):
            found.append(match.span())
    if not typed and text and (at := name.find(text)) >= 0:
        found.append((at, at + len(text)))
    return tuple(found)


def _letters(word: str, begun: str) -> int:
    """Returns the number of characters of a word that the prefix covers: a character may be several letters of the
    search form, or none."""
    return next(
        (size for size in range(1, len(word)) if len(search_form(word[:size])) >= len(begun)), len(word)
    )
