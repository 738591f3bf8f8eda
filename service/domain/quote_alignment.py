"""Compares quoted words with the words of a transcript: as they were said, altered, or not there. Pure functions.

Words are compared without case, accents and punctuation, and without fillers ("um", ", you know,"). Everything else counts: each
number, name, negation, and the order. `quotes.py` finds a quote letter by letter, which is what documents must have.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from service.domain.quotes import Quote
from service.domain.text import search_form

type DifferenceKind = Literal["CHANGED", "ADDED", "LEFT_OUT", "MOVED"]

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = rf"(?:[^\W_{_CJK}]+[\u0300-\u036f]*)+"
_WORD = re.compile(
    rf"{_RUN}(?:(?<=\d)[.,:/](?=\d){_RUN}|['’‘ʼ]{_RUN})*[+#]*|[{_CJK}]|(?<!\S)[-−](?=[$€£¥]?\d)|[%&$€£¥]"
)
"""A number keeps its point and colon, a name its signs (C++); in scripts without spaces each character is a word."""
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SIGNS = {"%": "percent", "&": "and", "-": "minus", "−": "minus"}
_NO_LETTERS = re.compile(r"\W")
_APOSTROPHES = re.compile("['’‘ʼ]")
_PAUSE = re.compile(r"[,;:.!?…()\[\]\"“”—–]|\s-\s|--")
_SENTENCE_END = re.compile(r"[.!?…。！？]")

_FILLERS = frozenset("um umm uhm uh uhh er err erm ah ahh eh hm hmm mm mmm mhm huh".split())
_FILLER_PHRASES = (("you", "know"), ("i", "mean"))
_NO_FILLER_AFTER = frozenset(
    "do does did dont didnt doesnt if what whatever when as that how who why where all everything than let would could can "
    "should will may might must to not never the things anything something whether unless because".split()
)
_NO_FILLER_BEFORE = frozenset(
    "it that this him her them us me what how who where when why whether if nothing everything something anything to by about "
    "business well better of".split()
)
_ASIDES = (
    ("sort", "of"),
    ("kind", "of"),
    ("like",),
    ("well",),
    ("so",),
    ("right",),
    ("okay",),
    ("ok",),
    ("oh",),
    ("actually",),
    ("basically",),
)
"""Are fillers only between pauses: ", like,". Elsewhere they are words of the sentence."""
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt "
    "shouldnt hasnt havent hadnt mustnt aint hardly without few".split()
)
_LEAD = 4
"""Words between the start of a sentence and a quote among which a negation belongs to what is quoted."""

_LEAST_ALIKE = 0.5
"""Minimum share of equal words, in order, in an altered quote; below, it is another sentence."""
_LEAST_SHARED = 0.7
"""The same for words in any order."""
_MOST_PLACES = 50
_REACH = 40
"""Words by which the ends of the most similar passage may lie elsewhere than where most of its words are."""


class Word(NamedTuple):
    """A word of a text: its form for comparing, and its place. `joined`: no space separates it from the word before, as in
    "open-source". `filler`: a quote may have it or not. A tuple, because it takes a third of the time to make: each quote has hundreds
    of words of transcripts compared."""

    form: str
    start: int
    end: int
    joined: bool = False
    filler: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a transcript, and what a quote has instead. CHANGED: others; ADDED: `said` is empty; LEFT_OUT: `quoted` is
    empty; MOVED: the same words in another order."""

    kind: DifferenceKind
    said: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A place of a transcript that has the quoted words, or nearly. `words`: as they were said, verbatim. `likeness`: share of the
    words that are equal and in order, 1 if there are no differences."""

    place: Quote
    words: str
    differences: tuple[Difference, ...]
    likeness: float

    @property
    def rank(self) -> tuple[bool, float]:
        """Greater is better: verbatim words, then those that are most like them."""
        return not self.differences, self.likeness


def read_words(text: str) -> list[Word]:
    """Returns the words of a text in order."""
    words = list(_words(text))
    shouts, at, before = text.isupper(), 0, ""
    while at < len(words):
        may_be = words[at].form in _FILLER_STARTS
        count = _filler_at(text, words, at, before, shouts=shouts) if may_be else 0
        words[at : at + count] = [word._replace(filler=True) for word in words[at : at + count]]
        before = before if count else words[at].form
        at += count or 1
    return words


def are_same_words(one: str, other: str) -> bool:
    """Returns whether two texts have the same words, apart from fillers."""
    first, second = ([word.form for word in read_words(text) if not word.filler] for text in (one, other))
    return first == second


def may_have(passage: str, quoted: Sequence[Word]) -> bool:
    """Returns whether a passage has so many words of a quote that these can be aligned with it. Much cheaper than to align them; where it
    says no, `TranscriptWords.find` finds nothing."""
    plain = _NO_LETTERS.sub("", search_form(passage))
    every = [_is_in(word, plain) for word in quoted]
    spoken = [found for word, found in zip(quoted, every, strict=True) if not word.filler]
    return any(some and sum(some) >= _LEAST_ALIKE * len(some) for some in (spoken, every))


def may_go_on(before: str) -> bool:
    """Returns whether a quote behind this beginning of a text may belong to a sentence that an earlier text negates."""
    return len(before.split()) < _LEAD and not _PAUSE.search(before)


def _is_in(word: Word, plain: str) -> bool:
    """Perhaps as a part of another word, as the parts of a compound are."""
    return word.form in _SIGNS.values() or _NO_LETTERS.sub("", word.form) in plain


def _without_fillers(words: list[Word]) -> list[Word]:
    return [word for word in words if not word.filler]


class TranscriptWords:
    """The words of consecutive segments in order.

    Args:
        texts: of the segments.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        text = " ".join(texts)
        starts = [0, *accumulate(len(one) + 1 for one in texts)][:-1]
        self._text, self._starts, self._words = text, starts, read_words(text)
        self._spoken = _Transcript(text, starts, _without_fillers(self._words))

    def find(self, text: str) -> list[Alignment]:
        """Returns the places that have the words of `text`: all where they are verbatim, in order; otherwise the one that is most
        like them, if one is."""
        words = read_words(text)
        spoken = _without_fillers(words)
        found = self._spoken.find(text, spoken)
        if found and not found[0].differences:
            return found
        if len(spoken) == len(words) and not any(word.filler for word in self._words):
            return found
        # Whether "you know" is a filler depends on commas, which the quote and the transcript may have elsewhere.
        other = _Transcript(self._text, self._starts, self._words).find(text, words)
        return max(found, other, key=lambda one: one[0].rank if one else (False, 0.0))


class _Transcript:
    """Words of a text, all or those that are no fillers. `starts`: where its segments begin."""

    def __init__(self, text: str, starts: list[int], words: list[Word]) -> None:
        self._text = text
        self._starts = starts
        self._words = words
        self._forms = [word.form for word in words]
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self._forms):
            self._at[form].append(number)
        self._compounds = {
            first.form + second.form: (first.form, second.form)
            for first, second in pairwise(words)
            if second.joined
        }

    def find(self, text: str, words: list[Word]) -> list[Alignment]:
        """As `TranscriptWords.find`, for some words of the text."""
        quoted = self._divided(words)
        if not quoted or not self._words:
            return []
        exact = [self._aligned(text, quoted, at, at + len(quoted)) for at in self._exact(quoted)]
        if exact:
            # With a difference what negates the sentence was left out.
            return [one for one in exact if not one.differences] or exact[:1]
        begin, end = self._nearest(quoted)
        found = self._aligned(text, quoted, begin, end)
        if not found.differences:
            return [found]
        shared = (Counter(self._forms[begin:end]) & Counter(word.form for word in quoted)).total()
        is_alike = found.likeness >= _LEAST_ALIKE or shared >= _LEAST_SHARED * len(quoted)
        return [found] if is_alike and shared >= min(2, len(quoted)) else []

    def _divided(self, quoted: list[Word]) -> list[Word]:
        """Returns the words with compounds divided as in the transcript: "opensource" where it has "open-source"."""
        found: list[Word] = []
        for word in quoted:
            parts = None if word.form in self._at else self._compounds.get(word.form)
            found += [word] if parts is None else [word._replace(form=part, joined=True) for part in parts]
        return found

    def _exact(self, quoted: list[Word]) -> list[int]:
        """Returns the numbers of the words at which the quoted ones begin."""
        forms = [word.form for word in quoted]
        offset, rarest = min(enumerate(forms), key=lambda one: len(self._at.get(one[1], ())))
        begins = (at - offset for at in self._at.get(rarest, ()))
        found = [at for at in begins if at >= 0 and self._forms[at : at + len(forms)] == forms]
        return found[:_MOST_PLACES]

    def _nearest(self, quoted: list[Word]) -> tuple[int, int]:
        """Returns the first word and the one behind the last of the passage that is most like the quote."""
        # As texts with a character for each word: these are compared much faster than lists.
        letters: dict[str, str] = {}
        asked = "".join(letters.setdefault(word.form, chr(len(letters) + 1)) for word in quoted)
        said = "".join(letters.get(form, "\0") for form in self._forms)
        count = len(asked)
        reach = min(count, _REACH)
        begin, shared = _densest(asked, said)
        end = min(begin + count, len(said))
        if shared == count:  # all words, in another order
            return begin, end

        def unlike(begin: int, end: int) -> tuple[int, int, int]:
            ends = (asked[0] != said[begin]) + (asked[-1] != said[end - 1])
            return Levenshtein.distance(asked, said[begin:end]), ends, abs(end - begin - count)

        for _ in range(2):
            begins = range(max(0, begin - reach), min(begin + reach, end - 1) + 1)
            begin = min(begins, key=lambda at: unlike(at, end))
            ends = range(max(begin + 1, end - reach), min(len(said), end + reach) + 1)
            end = min(ends, key=lambda at: unlike(begin, at))
        return begin, end

    def _aligned(self, text: str, quoted: list[Word], begin: int, end: int) -> Alignment:
        said = self._words[begin:end]
        place, words = self._place(said)
        blocks = [
            block
            for block in _blocks([one.form for one in quoted], [one.form for one in said])
            if not _means_the_same(quoted[block[0] : block[1]], said[block[2] : block[3]])
        ]
        unlike = sum(max(last - first, stop - start) for first, last, start, stop in blocks)
        is_moved = Counter(one.form for one in quoted) == Counter(one.form for one in said)
        differences = [
            _difference(
                _slice(text, quoted[first:last]), _slice(self._text, said[start:stop]), moved=is_moved
            )
            for first, last, start, stop in blocks
        ]
        if (lead := self._negation_before(begin)) is not None:
            differences.insert(0, Difference("LEFT_OUT", lead, ""))
        return Alignment(place, words, tuple(differences), 1 - unlike / max(len(quoted), len(said)))

    def _negation_before(self, begin: int) -> str | None:
        """Returns the words between the start of the sentence and a quote, if there are few and one of them negates what follows:
        "Not | everybody agrees"."""
        start = begin
        for at in range(begin - 1, max(-1, begin - _LEAD - 1), -1):
            between = self._text[self._words[at].end : self._words[at + 1].start]
            if _PAUSE.search(between):
                break
            start = at
        before = self._words[start - 1].end if start else 0
        is_start = not start or _SENTENCE_END.search(self._text[before : self._words[start].start])
        if start == begin or not is_start or not _NEGATIONS.intersection(self._forms[start:begin]):
            return None
        return self._text[self._words[start].start : self._words[begin - 1].end]

    def _place(self, said: list[Word]) -> tuple[Quote, str]:
        start, end = said[0].start, said[-1].end
        if _SENTENCE_END.match(self._text, end):
            end += 1
        first, last = (bisect_right(self._starts, at) - 1 for at in (start, end - 1))
        place = Quote(first, last, start - self._starts[first], end - self._starts[last])
        return place, self._text[start:end]


def _densest(asked: str, said: str) -> tuple[int, int]:
    """Returns where the passage of as many words begins that shares most words with the quote, and their number."""
    count, wanted = len(asked), Counter(asked)
    inside: Counter[str] = Counter()
    shared = best = start = 0
    for at, word in enumerate(said):
        if word in wanted:
            inside[word] += 1
            shared += inside[word] <= wanted[word]
        gone = said[at - count] if at >= count else "\0"
        if gone in wanted:
            shared -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        if shared > best:
            best, start = shared, max(0, at - count + 1)
    return start, best


def _difference(quoted: str, said: str, *, moved: bool) -> Difference:
    kind: DifferenceKind = "CHANGED" if quoted and said else "ADDED" if quoted else "LEFT_OUT"
    return Difference("MOVED" if moved else kind, said, quoted)


def _blocks(forms: list[str], others: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yields the ranges of words that differ, each as long as possible."""
    block: list[int] | None = None
    for step in Levenshtein.opcodes(forms, others):
        if step.tag == "equal":
            if block is not None:
                yield block[0], block[1], block[2], block[3]
            block = None
        elif block is None:
            block = [step.src_start, step.src_end, step.dest_start, step.dest_end]
        else:
            block[1], block[3] = step.src_end, step.dest_end
    if block is not None:
        yield block[0], block[1], block[2], block[3]


def _means_the_same(mine: list[Word], theirs: list[Word]) -> bool:
    """Returns whether the words differ only in fillers, or in a hyphen or point: "open-source", "open source", "opensource"."""
    mine, theirs = ([word for word in words if not word.filler] for words in (mine, theirs))
    if [word.form for word in mine] == [word.form for word in theirs]:
        return True
    if not any(word.joined for words in (mine, theirs) for word in words[1:]):
        return False
    return "".join(word.form for word in mine) == "".join(word.form for word in theirs)


def _slice(text: str, words: list[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def _words(text: str) -> Iterator[Word]:
    end, last = -1, ""
    for match in _WORD.finditer(text):
        word, (start, stop) = match[0], match.span()
        between = text[end:start] if end >= 0 else " "
        # "20-30" is not 2030.
        joined = (
            between != " "
            and not any(map(str.isspace, between))
            and not (last.isdigit() and word[0].isdigit())
        )
        yield Word(_form(word), start, stop, joined)
        end, last = stop, word[-1]


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    if _THOUSANDS.fullmatch(word):
        return word.replace(",", "")
    return _APOSTROPHES.sub("", search_form(word))


def _filler_at(text: str, words: list[Word], at: int, before: str, *, shouts: bool) -> int:
    """Returns the number of words of the filler there; 0 if there is none.

    Args:
        before: the word before that is no filler.
    """
    word = words[at]
    if word.form in _FILLERS:
        # "ER" is a name.
        return 1 if shouts or not text[word.start : word.end].isupper() else 0
    for phrase in _FILLER_PHRASES:
        if _has(words, at, phrase):
            after = words[at + 2].form if at + 2 < len(words) else ""
            free = before not in _NO_FILLER_AFTER and after not in _NO_FILLER_BEFORE
            return 2 if free or _is_aside(text, words, at, 2) else 0
    for phrase in _ASIDES:
        if _has(words, at, phrase) and _is_aside(text, words, at, len(phrase)):
            return len(phrase)
    return 0


_FILLER_STARTS = _FILLERS.union(phrase[0] for phrase in (*_FILLER_PHRASES, *_ASIDES))


def _has(words: list[Word], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(word.form for word in words[at : at + len(phrase)]) == phrase


def _is_aside(text: str, words: list[Word], at: int, count: int) -> bool:
    """Returns whether pauses stand before and behind these words, and others around them."""
    before = text[words[at - 1].end if at else 0 : words[at].start]
    last = at + count
    after = text[words[last - 1].end : words[last].start if last < len(words) else len(text)]
    starts = not at or _PAUSE.search(before)
    stops = last == len(words) or _PAUSE.search(after)
    return bool(starts and stops)
