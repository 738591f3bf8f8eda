"""Runs the model of a GGUF file by llama.cpp, in a process of its own with bounded memory and threads.

That process serves OpenAI's protocol on loopback, with a key that only its parent knows, so all else is as with any other server. It is started by
the first question, serves all talks of its parent, gives its memory back while nobody asks, and ends with its parent, however that ends.
"""

import atexit
import json
import os
import secrets
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pydantic import SecretStr

from service.errors import InvalidInput, MissingExtra, SetupError
from service.extras import install_command, missing_package
from service.process_memory import limit_memory
from service.settings.extraction import LanguageModel

_MAGIC = b"GGUF"
_WORKING = 4000
"""Megabytes beside the model's file that the process may use by default, for the context and for computing."""
_IDLE = 300
"""Seconds without a question after which the model's memory is given back; the next question loads it again."""
_CACHED = 256
"""Megabytes for the beginnings of questions that were read before."""

_lock = threading.Lock()
_servers: dict[str, "_Server"] = {}


@dataclass(frozen=True)
class _Run:
    """What the process is told."""

    file: str
    key: str
    threads: int
    memory: int
    context: int


@dataclass(frozen=True)
class _Server:
    process: subprocess.Popen[str]
    url: str
    key: str


def file_of(url: str) -> Path | None:
    """Returns the file that an address names; None of an address of a server."""
    parts = urlsplit(url)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def require_model_file(file: Path) -> None:
    """
    Raises:
        MissingExtra: llama.cpp is not installed. InvalidInput: the file is no model.
    """
    package = missing_package("local")
    if package is not None:
        raise MissingExtra("a model of a GGUF file", package, install_command("local"))
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}") from error
    if head != _MAGIC:
        raise InvalidInput(
            f"{file} is no model in the format GGUF, which llama.cpp runs. Models in other formats need a server (Ollama, LM Studio, vLLM)"
        )


def serve(model: LanguageModel) -> LanguageModel:
    """Returns a model of a file as one with an address and a key, once its process answers; any other model as it is.

    Raises:
        MissingExtra, InvalidInput: as `require_model_file`. SetupError: llama.cpp cannot run it.
    """
    file = file_of(model.url)
    if file is None:
        return model
    require_model_file(file)
    with _lock:
        server = _servers.get(model.url)
        if server is None or server.process.poll() is not None:
            server = _servers[model.url] = _start(model, file)
    # several questions at once would only wait for each other
    return replace(model, url=server.url, key=SecretStr(server.key), parallel=1)


def stop_servers() -> None:
    """Ends the processes that this one has started."""
    with _lock:
        for server in _servers.values():
            _close(server.process)
        _servers.clear()


def _close(process: subprocess.Popen[str]) -> None:
    """Closes the pipes, which ends the process, and waits for its end."""
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe is not None:
                pipe.close()
    process.wait()


def _start(model: LanguageModel, file: Path) -> _Server:
    bounds = model.local
    memory = bounds.memory or file.stat().st_size // 1_000_000 + _WORKING
    run = _Run(str(file), secrets.token_urlsafe(24), bounds.threads, memory, bounds.context)
    process = subprocess.Popen(
        [sys.executable, "-m", "service.extractors.llm.local_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    if not _servers:
        atexit.register(stop_servers)
    try:
        process.stdin.write(json.dumps(asdict(run)) + "\n")
        process.stdin.flush()
        said = json.loads(process.stdout.readline() or "{}")
    except (OSError, ValueError):
        said = {}
    if "url" not in said:
        process.kill()
        _close(process)
        why = said.get("error") or "the process ended without a word"
        raise SetupError(
            f"llama.cpp cannot run {file}: {why}. If it needs more memory than {memory:,} MB, allow more (VIDEOGRAPH_LLM_MEMORY) or a shorter "
            "context (VIDEOGRAPH_LLM_CONTEXT)"
        )
    return _Server(process, said["url"], run.key)


def _main(told: IO[str], answer: IO[str]) -> None:
    """Serves until the parent is gone, which closes the pipe."""
    run = _Run(**json.loads(told.readline()))
    limit_memory(run.memory)
    try:
        xllamacpp: Any = import_module("xllamacpp")
        parameters = xllamacpp.CommonParams()
        parameters.model.path = run.file
        parameters.n_ctx = run.context
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = run.threads
        parameters.cpuparams_batch.n_threads = run.threads
        parameters.api_keys = [run.key]
        parameters.cache_ram_mib = _CACHED
        parameters.sleep_idle_seconds = _IDLE
        parameters.port = 0
        parameters.ui = False
        parameters.warmup = False
        parameters.verbosity = -1
        server = xllamacpp.Server(parameters)
    except Exception as error:
        answer.write(json.dumps({"error": " ".join(str(error).split())[:300]}) + "\n")
        answer.flush()
        return
    answer.write(json.dumps({"url": f"{server.listening_address}/v1"}) + "\n")
    answer.flush()
    told.read()
    os._exit(0)  # at once, also in the middle of an answer


if __name__ == "__main__":
    _main(sys.stdin, sys.stdout)
