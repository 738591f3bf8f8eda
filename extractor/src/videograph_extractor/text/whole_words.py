"""Joins words that spaCy's tokenizer splits wrongly: "she co-founded Y", "the co-CEO of Y", and the name in "Jony
Ive", which it takes for "I've".

Its tagger and parser then take each part for whatever may stand there. Here the words are made whole for the parse, those
with "co-" with the lemma of their kind ("co-found"). Offsets into the text stay what they are.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ROLES = (
    "founder host creator author maintainer organizer organiser chair chairman director lead leader owner editor writer "
    "inventor producer designer developer president manager worker pilot captain presenter investigator instructor "
    "conspirator ceo cto coo cfo"
).split()
_CHIEFS = ("ceo", "cto", "coo", "cfo")
_VERBS = {
    "found": ("founds", "founded", "founding"),
    "create": ("creates", "created", "creating"),
    "host": ("hosts", "hosted", "hosting"),
    "write": ("writes", "wrote", "written", "writing"),
    "invent": ("invents", "invented", "inventing"),
    "author": ("authors", "authored", "authoring"),
    "chair": ("chairs", "chaired", "chairing"),
    "lead": ("leads", "led", "leading"),
    "own": ("owns", "owned", "owning"),
    "organize": ("organizes", "organized", "organizing"),
    "maintain": ("maintains", "maintained", "maintaining"),
    "design": ("designs", "designed", "designing"),
    "develop": ("develops", "developed", "developing"),
    "direct": ("directs", "directed", "directing"),
    "produce": ("produces", "produced", "producing"),
    "edit": ("edits", "edited", "editing"),
    "start": ("starts", "started", "starting"),
}
_ENDS = ("ve", "m", "d", "ll", "s")
_NO_NAMES = frozenset(
    "yeah yep yes no okay ok oh hey hi well so and but now right sure thanks great wow".split()
)
"""Words that may have a capital where a sentence begins, before an "Ive" that says "I have"."""

_GOING_ON = ("been", "got", "had", "seen", "done", "never", "always", "also", "just", "already")
"""Words behind an "Ive" that says so behind any word."""


def keep_whole(model: "Language") -> None:
    """Makes a model read these words as one token each."""
    tokenizer: Any = model.tokenizer
    for word in _words():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    model.tokenizer = _joining_names(tokenizer)
    lemmatizer: Any = model.get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    bases, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    bases["verb"] = [*bases["verb"], *(f"co-{verb}" for verb in _VERBS)]
    for verb, forms in _VERBS.items():
        exceptions["verb"] |= {f"co-{form}": [f"co-{verb}"] for form in forms}


def _words() -> Iterator[str]:
    """All forms, in the spellings that stand in sentences and titles: "co-CEO", "Co-founder", "Co-Founder"."""
    plain = {*_ROLES, *(f"{role}s" for role in _ROLES), *_VERBS}
    plain |= {form for forms in _VERBS.values() for form in forms}
    for word in sorted(plain):
        one = word.rstrip("s")
        large = one.upper() + word[len(one) :] if one in _CHIEFS else word.capitalize()
        yield from (f"{prefix}-{each}" for prefix in ("co", "Co") for each in (word, large))


def _joining_names(tokenize: "Callable[[str], Doc]") -> "Callable[[str], Doc]":
    """A tokenizer that leaves "Ive" one word behind another word with a capital, which is no start of a sentence."""

    def joined(text: str) -> "Doc":
        doc = tokenize(text)
        cut = [
            doc[i : i + 2]
            for i in range(1, len(doc) - 1)
            if doc[i].text == "I"
            and doc[i + 1].text in _ENDS
            and not doc[i].whitespace_
            and doc[i - 1].text.istitle()
            and not doc[i - 1].is_stop
            and doc[i - 1].lower_ not in _NO_NAMES
            and (i + 2 == len(doc) or doc[i + 2].lower_ not in _GOING_ON)
        ]
        with doc.retokenize() as retokenizer:
            for span in cut:
                retokenizer.merge(span)
        return doc

    return joined
