"""A language model behind an address that speaks OpenAI's protocol: a question in, an answer of a known shape out, or a short text with
the probabilities of its first word. The model of a file is such an address too, once it runs (`local_server.py`).

Servers differ in how they can be held to a shape: by a JSON Schema, by a tool to be called, or by being told. The strictest
way is tried first; where it is refused (400, 404, 422, 500, 501) or gives nothing that fits, the next one; the way that worked last
is tried first from then on. Answers are kept on disk under a hash of all that was asked: what was answered once is not
asked again, so that an import that was interrupted goes on, and the same talk gives the same document.
"""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from service.domain.identity import digest
from service.errors import MissingExtra, SetupError
from service.extractors.llm.local_server import file_of, serve
from service.extractors.llm.models import connection_to
from service.extractors.llm.spending import Spending
from service.extras import install_command
from service.settings.extraction import LanguageModel
from service.whole_files import write_whole

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.exceptions import ModelHTTPError
    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.usage import RunUsage

_log = logging.getLogger("videograph")
_WAYS = ("JSON Schema", "tool", "prompt")
_STEP_DOWN = frozenset({400, 404, 422, 500, 501})
_TOO_MUCH = frozenset({408, 413, 504, 524})
"""Statuses of a request that is too large for the server, or takes longer than it or a proxy before it waits."""
_SECRET = re.compile(r"\bsk-[\w*-]+")
"""Words in the answers of servers that refuse a key."""
_RETRIES = 3
"""How often a request is repeated if the server was too busy or the connection broke."""
_CONNECT, _AFTER = 10.0, 60.0
"""Seconds for a connection; and those after which the client gives up when a question as a whole should have been long ago."""
_REPEATS = 1
"""Number of times that a model is informed about the wrong format of its answer."""
_PATIENCE = 2
"""A talk ends if for so many times the time of one answer no answer can be used: small models often write without an end, and halving what they read
helps only those that sometimes answer."""
_MOST_WORDS = 20
"""Words of which the probability is asked, the most servers allow."""


class NoUsableAnswer(Exception):
    """No way gave a usable answer to this question; a shorter question may."""


class ModeUnsupported(NoUsableAnswer):
    """The server does not know this way of asking."""

    def __init__(self, error: "ModelHTTPError") -> None:
        super().__init__(_said(error))
        self.error = error


class _Unusable(Exception):
    """The answer is none by the protocol, or has not the shape."""


class Completion(BaseModel):
    """`is_cut`: it was not at its end. `first`: the probabilities of the first word, of those that are most probable; empty if the server
    does not say them."""

    text: str
    is_cut: bool = False
    first: dict[str, float] = {}


class Endpoint:
    """One model at one address. Not for several event loops.

    Raises:
        MissingExtra: the package for it is not installed.
    """

    def __init__(self, model: LanguageModel) -> None:
        try:
            import openai
            from pydantic_ai.models.openai import OpenAIChatModel
            from pydantic_ai.profiles.openai import OpenAIModelProfile
            from pydantic_ai.providers.openai import OpenAIProvider
        except ModuleNotFoundError as error:
            raise MissingExtra(
                "extraction by a language model", error.name, install_command("llm")
            ) from error
        self._model = model
        self.spending = Spending(model.budget)
        served = serve(model)
        self._identity = _identity(model.url)
        client = openai.AsyncOpenAI(
            **connection_to(served),
            timeout=openai.Timeout(model.timeout + _AFTER, connect=_CONNECT),
            max_retries=_RETRIES,
        )
        self._client = client
        self._chat = OpenAIChatModel(
            model.name,
            provider=OpenAIProvider(openai_client=client),
            profile=OpenAIModelProfile(
                supports_tools=True,
                supports_json_schema_output=True,
                supports_json_object_output=False,
            ),
        )
        self._first = 0
        self._worked = False
        self._open = asyncio.Semaphore(served.parallel)
        self._answered = time.monotonic()
        """When the last answer came that can be used."""

    async def ask[A: BaseModel](self, instructions: str, question: str, answer: type[A]) -> A:
        """Returns the model's answer in the requested format; from disk if the same request was made before.

        Raises:
            NoUsableAnswer: the question is too long for the model, it took too long, or no answer had the shape.
            SetupError: the server cannot be reached, refuses the key or the model, is at its limit, or has not given a usable answer for long; or the
                day's limit is reached.
            BudgetSpent: the talk's limit is reached.
        """
        file = self._kept(instructions, question, answer.model_json_schema())
        known = _read(file, answer)
        if known is not None:
            return known
        found = await self._in_time(lambda: self._ask(instructions, question, answer))
        _write(file, found)
        return found

    async def complete(
        self, turns: Sequence[str], most: int, form: Mapping[str, Any] | None = None, *, weighed: bool = False
    ) -> Completion:
        """Returns what the model writes next; from disk if it was asked the same before.

        Args:
            turns: the instructions, then questions and answers in turns, the question last.
            most: tokens that it may write.
            form: keys of the request by which a server is held to a form, such as `response_format`.
            weighed: with the probabilities of the first word.

        Raises:
            ModeUnsupported: the server does not know the form. NoUsableAnswer: the question is too long, or took too long. SetupError, BudgetSpent: as `ask`.
        """
        file = self._kept(list(turns), most, dict(form or {}), weighed)
        known = _read(file, Completion)
        if known is not None:
            return known
        found = await self._in_time(lambda: self._complete(turns, most, form or {}, weighed))
        _write(file, found)
        return found

    async def _in_time[A](self, work: Callable[[], Awaitable[A]]) -> A:
        limit = self._model.timeout
        async with self._open:
            try:
                async with asyncio.timeout(limit):
                    found = await work()
            except (TimeoutError, NoUsableAnswer) as error:
                if isinstance(error, TimeoutError):
                    error = NoUsableAnswer(f"no answer within {limit:g} s (VIDEOGRAPH_LLM_TIMEOUT)")
                waited = time.monotonic() - self._answered
                if waited >= _PATIENCE * limit:
                    raise SetupError(self._silence(waited, error)) from error
                raise error
        self._answered = time.monotonic()
        return found

    @property
    def way(self) -> str | None:
        """The way in which the server was last held to a shape; None before its first answer."""
        return _WAYS[self._first] if self._worked else None

    async def close(self) -> None:
        await self._client.close()

    async def _ask[A: BaseModel](self, instructions: str, question: str, answer: type[A]) -> A:
        ways = [self._first, *(way for way in range(len(_WAYS)) if way > self._first)]
        refusals: list[ModeUnsupported] = []
        for way in ways:
            agent = self._agent(way, instructions, answer)
            try:
                result = await self._counted(lambda usage: agent.run(question, usage=usage))  # noqa: B023  (called at once)
            except ModeUnsupported as refusal:
                refusals.append(refusal)
                _log.debug("%s is refused: %s", _WAYS[way], refusal)
            except _Unusable as error:
                _log.debug("no answer by %s: %s", _WAYS[way], error)
            else:
                self._first, self._worked = way, True
                return result.output
        if len(refusals) == len(ways) and not self._worked:
            raise SetupError(self._complaint(refusals[-1].error)) from refusals[-1].error
        raise NoUsableAnswer("no answer had the shape that was asked for")

    async def _complete(
        self, turns: Sequence[str], most: int, form: Mapping[str, Any], weighed: bool
    ) -> Completion:
        from pydantic_ai.direct import model_request
        from pydantic_ai.models.openai import OpenAIChatModelSettings

        settings = OpenAIChatModelSettings(temperature=0.0, seed=0, max_tokens=most, extra_body=dict(form))
        if weighed:
            settings.update(openai_logprobs=True, openai_top_logprobs=_MOST_WORDS)

        async def request(usage: "RunUsage") -> "ModelResponse":
            response = await model_request(self._chat, _messages(turns), model_settings=settings)
            usage.requests += 1
            usage.incr(response.usage)
            return response

        try:
            response = await self._counted(request)
        except _Unusable as error:
            raise NoUsableAnswer(str(error)) from error
        details = response.provider_details or {}
        said = details.get("logprobs") or [{}]
        first = {str(one["token"]): exp(one["logprob"]) for one in said[0].get("top_logprobs") or ()}
        return Completion(text=response.text or "", is_cut=response.finish_reason == "length", first=first)

    async def _counted[R](self, request: "Callable[[RunUsage], Awaitable[R]]") -> R:
        """Makes a request, counts what it takes, and raises what its failure means for whoever asked."""
        from pydantic_ai.exceptions import (
            ModelAPIError,
            ModelConnectionError,
            ModelHTTPError,
            OutputTokenLimitExceeded,
            UnexpectedModelBehavior,
        )
        from pydantic_ai.usage import RunUsage

        self.spending.require_room()
        usage = RunUsage()
        try:
            return await request(usage)
        except ModelHTTPError as error:
            if error.status_code in _TOO_MUCH or _is_too_long(error):
                raise NoUsableAnswer(_said(error)) from error
            if error.status_code not in _STEP_DOWN:
                raise SetupError(self._complaint(error)) from error
            raise ModeUnsupported(error) from error
        except OutputTokenLimitExceeded as error:
            raise NoUsableAnswer("the answer was cut off") from error
        except ModelConnectionError as error:
            raise SetupError(
                f"no connection to the language model at {self._model.url} (VIDEOGRAPH_LLM_URL): is it running? "
                f"{error.message}"
            ) from error
        except (UnexpectedModelBehavior, ModelAPIError, LookupError, ValueError) as error:
            raise _Unusable(str(error)) from error
        finally:
            self.spending.add(usage.requests, usage.input_tokens, usage.output_tokens)

    def _agent[A: BaseModel](self, way: int, instructions: str, answer: type[A]) -> "Agent[None, A]":
        from pydantic_ai import Agent, ModelSettings, NativeOutput, PromptedOutput, ToolOutput

        settings: ModelSettings = {"temperature": 0.0, "seed": 0}
        if self._model.tokens is not None:
            settings["max_tokens"] = self._model.tokens
        shapes: list[Any] = [NativeOutput(answer), ToolOutput(answer, name="answer"), PromptedOutput(answer)]
        return Agent(
            self._chat,
            output_type=shapes[way],
            instructions=instructions,
            retries=_REPEATS,
            model_settings=settings,
        )

    def _silence(self, waited: float, last: NoUsableAnswer) -> str:
        return (
            f"the language model {self._model.short_name} has given no answer that can be used for {waited:.0f} s: {last}. "
            f"{what_may_answer(self._model)}. Its answers so far are kept"
        )

    def _complaint(self, error: "ModelHTTPError") -> str:
        where = f"the language model at {self._model.url}"
        if error.status_code in (401, 403):
            return f"{where} refuses the key (VIDEOGRAPH_LLM_KEY): {_said(error)}"
        if error.status_code == 404:
            return (
                f"{where} does not know the model {self._model.name} (VIDEOGRAPH_LLM_MODEL): {_said(error)}"
            )
        if error.status_code == 429:
            return f"{where} takes no more requests now; the same command goes on later: {_said(error)}"
        return f"{where} answers {error.status_code}: {_said(error)}"

    def _kept(self, *asked: Any) -> Path:
        name = digest(self._identity, self._model.name, *asked, length=40)
        return self._model.kept / name[:2] / f"{name}.json"


def what_may_answer(model: LanguageModel) -> str:
    """Returns what to do about a model that gives no answer that can be used."""
    if model.mode == "small":
        return "A faster model may answer, or this one with more time (VIDEOGRAPH_LLM_TIMEOUT)"
    words = max(50, model.words // 2)
    return (
        "A small model may answer in the mode for small ones (VIDEOGRAPH_LLM_MODE=small; `videograph model test` chooses the mode), any with less to "
        f"read at once (VIDEOGRAPH_LLM_WORDS={words})"
    )


def _identity(url: str) -> str:
    """Returns the address; of a file also its size and time, because another model may take its place."""
    file = file_of(url)
    if file is None:
        return url
    state = file.stat()
    return f"{url} {state.st_size} {state.st_mtime_ns}"


def _messages(turns: Sequence[str]) -> "list[ModelMessage]":
    from pydantic_ai.messages import (
        ModelMessage,
        ModelRequest,
        ModelResponse,
        SystemPromptPart,
        TextPart,
        UserPromptPart,
    )

    instructions, first, *others = turns
    found: list[ModelMessage] = [ModelRequest([SystemPromptPart(instructions), UserPromptPart(first)])]
    for number, text in enumerate(others):
        asked = ModelRequest([UserPromptPart(text)])
        found.append(asked if number % 2 else ModelResponse([TextPart(text)]))
    return found


def _is_too_long(error: "ModelHTTPError") -> bool:
    from pydantic_ai.exceptions import ModelContextWindowExceededError

    text = _said(error).casefold()
    return isinstance(error, ModelContextWindowExceededError) or (
        "context" in text and any(word in text for word in ("length", "window", "size", "exceed"))
    )


def _said(error: "ModelHTTPError") -> str:
    """Returns the fault that the server reports, in one line."""
    body: Any = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = (inner.get("message") if isinstance(inner, dict) else inner) or body
    return _SECRET.sub("…", " ".join(str(body or error.message).split()))[:300]


def _read[A: BaseModel](file: Path, answer: type[A]) -> A | None:
    try:
        return answer.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(file: Path, answer: BaseModel) -> None:
    """Stores an answer. If there is no space or no permission, the next run asks again."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, answer.model_dump_json())
    except (OSError, ValueError) as error:
        _log.debug("an answer was not kept: %s", error)
