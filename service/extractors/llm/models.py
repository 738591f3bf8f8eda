"""Lists the models of an address, and finds the servers of language models on this machine. Neither sends any text of a talk.

Both use only what every installation has, so that people learn what is there before they install the packages for it.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx2 as httpx

from service.errors import SetupError
from service.extractors.llm.local_server import file_of, require_model_file
from service.settings.extraction import LanguageModel, short_name

_TIMEOUT = 10.0
"""Seconds for the list of models; it needs no computation."""
_LOOK = 1.0
"""The same for a server of this machine, of which nobody knows whether it is there."""
_NO_TEXT = ("embed", "rerank", "whisper", "clip")
"""In the names of models that do not write."""


@dataclass(frozen=True)
class LocalServer:
    """Where a server of language models is by default. `key`: how commands call it."""

    key: str
    name: str
    url: str


PLACES = (
    LocalServer("ollama", "Ollama", "http://127.0.0.1:11434/v1"),
    LocalServer("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
    LocalServer("llamacpp", "llama.cpp", "http://127.0.0.1:8080/v1"),
    LocalServer("vllm", "vLLM", "http://127.0.0.1:8000/v1"),
)


@dataclass(frozen=True)
class FoundServer:
    """A server that answers on this machine, with the models that write text."""

    place: LocalServer
    models: tuple[str, ...]

    @property
    def shown(self) -> list[str]:
        """The models as people write them."""
        return [short_name(name) for name in self.models]

    def commands(self) -> list[str]:
        """Returns the command that chooses each model."""
        return [f"videograph model use {self.place.key}/{name}" for name in self.shown]


def connection_to(model: LanguageModel) -> dict[str, Any]:
    """Returns arguments for a client of the openai package. Organization and project in OpenAI's own variables are not sent to this address."""
    key = model.key.get_secret_value() if model.key is not None else "none"
    return {"base_url": model.url, "api_key": key, "organization": "", "project": ""}


def find_servers(places: Sequence[LocalServer] | None = None) -> list[FoundServer]:
    """Returns the servers that answer at these addresses, by default the usual ones, in their order; within a second or so."""
    places = PLACES if places is None else places
    with ThreadPoolExecutor(max(1, len(places))) as threads:
        found = threads.map(_look, places)
        return [one for one in found if one is not None]


def _look(place: LocalServer) -> FoundServer | None:
    """Returns None if nothing listens there, or something else: another program may have the port, such as Videograph itself."""
    try:
        with httpx.Client(trust_env=False, timeout=_LOOK) as client:
            names = _names(client.get(f"{place.url}/models"))
    except (httpx.HTTPError, ValueError):
        return None
    writing = [name for name in names or () if not any(word in name.casefold() for word in _NO_TEXT)]
    return None if names is None else FoundServer(place, tuple(writing))


def list_models(model: LanguageModel) -> list[str]:
    """Returns the names as the address lists them; nothing if it has no list.

    Raises:
        SetupError: the address does not answer, or it refuses the key. MissingExtra, InvalidInput: it is that of a file, which cannot be used.
    """
    file = file_of(model.url)
    if file is not None:
        require_model_file(file)
        return [model.name]
    headers = {} if model.key is None else {"authorization": f"Bearer {model.key.get_secret_value()}"}
    try:
        with httpx.Client(timeout=_TIMEOUT) as client:
            response = client.get(f"{model.url}/models", headers=headers)
    except (httpx.HTTPError, ValueError) as error:
        raise SetupError(f"{model.url} does not answer (VIDEOGRAPH_LLM_URL): is it running?") from error
    if response.status_code in (401, 403):
        raise SetupError(f"{model.url} refuses the key (VIDEOGRAPH_LLM_KEY)")
    if response.is_success and (names := _names(response)) is not None:
        return names
    if response.is_success:
        raise SetupError(
            f"{model.url} does not speak OpenAI's protocol (VIDEOGRAPH_LLM_URL, mostly up to /v1)"
        )
    return []


def _names(response: httpx.Response) -> list[str] | None:
    """Returns the names in a list of models; None if the response is no such list."""
    try:
        listed: Any = response.json() if response.is_success else None
    except ValueError:
        return None
    items = listed.get("data") if isinstance(listed, dict) else None
    if not isinstance(items, list):
        return None
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    return [id_ for id_ in ids if isinstance(id_, str)]
