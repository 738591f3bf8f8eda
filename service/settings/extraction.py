"""Where talks are extracted, and the language model that `--extractor llm` asks."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from pydantic import Field, SecretStr, field_validator

from service.domain.document_types import AUTHORITIES, Authority
from service.errors import SetupError
from service.settings.chosen_model import Mode, TestedModel, Verdict, read_chosen, read_tested
from service.settings.folders import FolderSettings
from service.settings.secrets import read_secret

EXECUTOR = re.compile(r"pool|dask(?P<tls>\+tls)?://(?P<place>(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):[0-9]{1,5})")
"""Where talks can be extracted: processes of this machine, or the scheduler of a Dask cluster."""


@dataclass(frozen=True)
class Budget:
    """What the language model may use up. Prices are for a million tokens; money is in their currency.

    Attributes:
        counted: the folder with the tokens of each day; None: only those of a talk are counted.
    """

    talk_tokens: int | None = None
    day_tokens: int | None = None
    talk_cost: float | None = None
    day_cost: float | None = None
    input_price: float | None = None
    output_price: float | None = None
    counted: Path | None = None

    def cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """Returns the price of so many tokens; None if the settings have no prices."""
        if self.input_price is None or self.output_price is None:
            return None
        return (input_tokens * self.input_price + output_tokens * self.output_price) / 1_000_000


@dataclass(frozen=True)
class LocalBounds:
    """What the process that runs a GGUF file may use. `memory`: megabytes; None: the size of the file, and some."""

    threads: int = 1
    memory: int | None = None
    context: int = 8192


@dataclass(frozen=True)
class LanguageModel:
    """The endpoint of `--extractor llm`; see the settings that begin with `llm_`.

    Attributes:
        url: up to `/v1`, or that of a GGUF file.
        kept: the folder of its answers.
        speed, mode, verdict, thresholds: as `videograph model test` has measured them.
    """

    url: str
    name: str
    key: SecretStr | None
    timeout: float
    parallel: int
    words: int
    tokens: int | None
    kept: Path
    budget: Budget = Budget()
    speed: tuple[float, float] | None = None
    mode: Mode = "large"
    verdict: Verdict | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict[str, float])
    local: LocalBounds = LocalBounds()

    @property
    def short_name(self) -> str:
        return short_name(self.name)


def short_name(model: str) -> str:
    """Returns a model's name as people read it: llama.cpp calls a model by the path of its file, unless it is told another name."""
    path = PurePath(model)
    return path.stem if path.suffix == ".gguf" else model


def _items(value: str | None) -> list[str]:
    return [item.strip() for item in (value or "").split(",") if item.strip()]


class ExtractionSettings(FolderSettings):
    llm_url: str | None = Field(
        default=None,
        description="Address of the language model for `--extractor llm`, up to `/v1`. It speaks OpenAI's protocol. `file:///home/ann/model.gguf` is a model that llama.cpp runs on this machine. By default the model that `videograph model use` has kept.",
    )
    llm_model: str | None = Field(default=None, description="Name of the model at VIDEOGRAPH_LLM_URL.")
    llm_key: SecretStr | None = Field(
        default=None, description="Key for VIDEOGRAPH_LLM_URL, if it needs one."
    )
    llm_key_file: Path | None = Field(
        default=None, description="File with this key, instead of the variable."
    )
    llm_timeout: float = Field(
        default=300.0, gt=0, description="Seconds that one answer of the model may take."
    )
    llm_parallel: int = Field(default=2, ge=1, description="Requests to the model at the same time.")
    llm_tokens: int | None = Field(
        default=None,
        ge=100,
        description="Tokens that one answer of the model may have. By default what its server allows.",
    )
    llm_words: int = Field(
        default=1200,
        ge=50,
        description="Words of a talk in one request to the model. The default makes about 4,000 tokens with the instructions, and up to as many in the answer.",
    )
    llm_mode: Mode | None = Field(
        default=None,
        description="How the model is asked: `large`, for whole answers, or `small`, for compact rows that are placed by the program and checked one by one. By default what `videograph model test` has found, else `large`.",
    )
    llm_verdict: Verdict | None = Field(
        default=None,
        description="What the model's connections are good for: `statements`, `proposals` or `unusable`. By default what `videograph model test` has found; a model that was not tested may make statements.",
    )
    llm_threads: int | None = Field(
        default=None,
        ge=1,
        description="Threads that compute for a GGUF file. By default half of the processors.",
    )
    llm_memory: int | None = Field(
        default=None,
        ge=100,
        description="Megabytes of memory that the process of a GGUF file may use, on Linux without the mapped file. By default the size of the file and 4,000.",
    )
    llm_context: int = Field(
        default=8192,
        ge=1024,
        description="Tokens of a question with its answer for which the process of a GGUF file reserves memory.",
    )
    llm_talk_tokens: int | None = Field(
        default=None,
        ge=1,
        description="Tokens, sent and received, that the extraction of one talk may take. Then it stops; its answers are kept, and the next try goes on.",
    )
    llm_day_tokens: int | None = Field(
        default=None,
        ge=1,
        description="Tokens that all extractions on this machine may take in a day.",
    )
    llm_input_price: float | None = Field(
        default=None, ge=0, description="Price of a million tokens that are sent, in any currency."
    )
    llm_output_price: float | None = Field(
        default=None, ge=0, description="Price of a million tokens that are received."
    )
    llm_talk_cost: float | None = Field(
        default=None,
        gt=0,
        description="Money that the extraction of one talk may take, by these prices.",
    )
    llm_day_cost: float | None = Field(
        default=None,
        gt=0,
        description="Money that all extractions on this machine may take in a day.",
    )
    executor: str = Field(
        default="pool",
        description="Where talks are extracted: `pool`, processes of this machine, or the workers of a Dask cluster, by the address of its scheduler: `dask://host:8786`, with TLS `dask+tls://host:8786`.",
    )
    extractor_authority: str | None = Field(
        default=None,
        description="How far the names that documents give are trusted, by their extractor: `reader=language_model, crowd=person`. A level is `person`, `language_model` or `offline`, the highest first; an extractor is named without its version. It comes before what a document or an extractor says of itself, and applies when a document is imported.",
    )
    extract_timeout: float | None = Field(
        default=None,
        gt=0,
        description="Seconds that reading and extracting one file may take. By default ten minutes, and three more for each 100 kB of the file.",
    )
    extract_memory: int = Field(
        default=4000,
        ge=0,
        description="Megabytes of memory that each process which extracts may use, on Linux. 0 means no limit. Workers of a Dask cluster have their own (`--memory-limit`).",
    )

    @field_validator("executor")
    @classmethod
    def _check_executor(cls, value: str) -> str:
        if EXECUTOR.fullmatch(value) is None:
            raise ValueError(
                f"{value!r:.100} is neither `pool` nor the address of a Dask scheduler, such as dask://host:8786"
            )
        return value

    @field_validator("extractor_authority")
    @classmethod
    def _check_authorities(cls, value: str | None) -> str | None:
        for item in _items(value):
            name, equals, level = item.partition("=")
            if not (name.strip() and equals and level.strip().upper() in AUTHORITIES):
                raise ValueError(
                    f"{item!r:.100} is not the name of an extractor, = and one of {', '.join(AUTHORITIES).lower()}"
                )
        return value

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """The authorities of `extractor_authority`, by extractor in small letters."""
        pairs = (item.partition("=")[::2] for item in _items(self.extractor_authority))
        levels: dict[str, Authority] = {level: level for level in AUTHORITIES}
        return {name.strip().casefold(): levels[level.strip().upper()] for name, level in pairs}

    @cached_property
    def language_model(self) -> LanguageModel:
        """The endpoint for `--extractor llm`.

        Raises:
            SetupError: a variable is missing, or the key's file cannot be read.
        """
        url, name, key = self._endpoint()
        if not re.fullmatch(r"https?://[^\s/@\[\]]+(?:/\S*)?|file:///\S+", url):
            raise SetupError(
                "VIDEOGRAPH_LLM_URL is not an address: it must begin with http:// or https:// and a host, such as "
                "http://127.0.0.1:11434/v1, or be that of a file, such as file:///home/ann/model.gguf; a key goes into VIDEOGRAPH_LLM_KEY"
            )
        tested = read_tested(self.home, name) or TestedModel()
        if key is not None and not re.fullmatch(r"[!-~]+", key):
            raise SetupError(
                "VIDEOGRAPH_LLM_KEY is not a key: it is empty, or has spaces or other characters that no key has"
            )
        return LanguageModel(
            url=url.rstrip("/"),
            name=name,
            key=None if key is None else SecretStr(key),
            timeout=self.llm_timeout,
            parallel=self.llm_parallel,
            words=self.llm_words,
            tokens=self.llm_tokens,
            kept=self.cache.expanduser() / "llm",
            budget=self.budget,
            speed=tested.speed,
            mode=self.llm_mode or tested.mode,
            verdict=self.llm_verdict or tested.verdict,
            thresholds=tested.thresholds,
            local=LocalBounds(
                self.llm_threads or max(1, (os.cpu_count() or 1) // 2), self.llm_memory, self.llm_context
            ),
        )

    def _endpoint(self) -> tuple[str, str, str | None]:
        """Returns address, name and key of the model that the variables name, or else of the one that this home keeps. The key of
        one is never sent to the other."""
        if self.llm_url is not None and self.llm_model is not None:
            key = read_secret("VIDEOGRAPH_LLM_KEY", self.llm_key, self.llm_key_file)
            return self.llm_url, self.llm_model, key
        if self.llm_url is not None or self.llm_model is not None:
            raise SetupError(
                "extraction by a language model needs VIDEOGRAPH_LLM_URL, the address of an endpoint of OpenAI's protocol "
                "(such as http://127.0.0.1:11434/v1), and VIDEOGRAPH_LLM_MODEL, the model's name there."
            )
        chosen = read_chosen(self.home)
        if chosen is None:
            raise SetupError(
                "extraction by a language model needs a model: `videograph model list` shows those of this machine, and "
                "`videograph model use` keeps one for this home (or set VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL)"
            )
        return chosen.url, chosen.name, read_secret("VIDEOGRAPH_LLM_KEY", None, chosen.key_file)

    @property
    def budget(self) -> Budget:
        """
        Raises:
            SetupError: money is limited, and there are no prices.
        """
        priced = self.llm_input_price is not None and self.llm_output_price is not None
        if not priced and (self.llm_talk_cost or self.llm_day_cost):
            raise SetupError(
                "a limit of money (VIDEOGRAPH_LLM_TALK_COST, VIDEOGRAPH_LLM_DAY_COST) needs VIDEOGRAPH_LLM_INPUT_PRICE and VIDEOGRAPH_LLM_OUTPUT_PRICE"
            )
        return Budget(
            self.llm_talk_tokens,
            self.llm_day_tokens,
            self.llm_talk_cost,
            self.llm_day_cost,
            self.llm_input_price,
            self.llm_output_price,
            self.home.expanduser() / "tokens",
        )
