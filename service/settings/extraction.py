"""Where talks are extracted, and the language model that `--extractor llm` asks."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from service.authority import AUTHORITIES, Authority
from service.errors import SetupError
from service.settings.folders import FolderSettings
from service.settings.secrets import read_secret

EXECUTOR = re.compile(r"pool|dask(?P<tls>\+tls)?://(?P<place>(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):[0-9]{1,5})")
"""Where talks can be extracted: processes of this machine, or the scheduler of a Dask cluster."""


@dataclass(frozen=True)
class LanguageModel:
    """The endpoint of `--extractor llm`; see the settings that begin with `llm_`. `kept`: the folder of its answers."""

    url: str
    name: str
    key: SecretStr | None
    timeout: float
    parallel: int
    words: int
    tokens: int | None
    kept: Path


def _items(value: str | None) -> list[str]:
    return [item.strip() for item in (value or "").split(",") if item.strip()]


class ExtractionSettings(FolderSettings):
    llm_url: str | None = Field(
        default=None,
        description="Address of the language model for `--extractor llm`, up to `/v1`. It speaks OpenAI's protocol.",
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
        if self.llm_url is None or self.llm_model is None:
            raise SetupError(
                "extraction by a language model needs VIDEOGRAPH_LLM_URL, the address of an endpoint of OpenAI's protocol "
                "(such as http://127.0.0.1:11434/v1), and VIDEOGRAPH_LLM_MODEL, the model's name there."
            )
        if not re.fullmatch(r"https?://[^\s/@\[\]]+(?:/\S*)?", self.llm_url):
            raise SetupError(
                "VIDEOGRAPH_LLM_URL is not an address: it must begin with http:// or https:// and a host, such as "
                "http://127.0.0.1:11434/v1; a key goes into VIDEOGRAPH_LLM_KEY"
            )
        key = read_secret("VIDEOGRAPH_LLM_KEY", self.llm_key, self.llm_key_file)
        if key is not None and not re.fullmatch(r"[!-~]+", key):
            raise SetupError(
                "VIDEOGRAPH_LLM_KEY is not a key: it is empty, or has spaces or other characters that no key has"
            )
        return LanguageModel(
            url=self.llm_url.rstrip("/"),
            name=self.llm_model,
            key=None if key is None else SecretStr(key),
            timeout=self.llm_timeout,
            parallel=self.llm_parallel,
            words=self.llm_words,
            tokens=self.llm_tokens,
            kept=self.cache.expanduser() / "llm",
        )
