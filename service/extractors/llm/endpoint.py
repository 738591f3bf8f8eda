"""A language model behind an address that speaks OpenAI's protocol: a question in, an answer of a known shape out.

Servers differ in how they can be held to a shape: by a JSON Schema, by a tool to be called, or by being told. The strictest
way is tried first; where it is refused (400, 404, 422, 500, 501) or gives nothing that fits, the next one; the way that worked last
is tried first from then on. Answers are kept on disk under a hash of all that was asked: what was answered once is not
asked again, so that an import that was interrupted goes on, and the same talk gives the same document.
"""

import asyncio
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from service.domain.identity import digest
from service.errors import MissingExtra, SetupError
from service.extractors.llm.models import connection_to
from service.extractors.llm.spending import Spending
from service.extras import install_command
from service.settings.extraction import LanguageModel
from service.whole_files import write_whole

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.exceptions import ModelHTTPError

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


class Unanswered(Exception):
    """No way gave a usable answer to this question; a shorter question may."""


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
        client = openai.AsyncOpenAI(
            **connection_to(model),
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
        self._open = asyncio.Semaphore(model.parallel)

    async def ask[A: BaseModel](self, instructions: str, question: str, answer: type[A]) -> A:
        """Returns the model's answer in the requested format; from disk if the same request was made before.

        Raises:
            Unanswered: the question is too long for the model, it took too long, or no answer had the shape.
            SetupError: the server cannot be reached, refuses the key or the model, or is at its limit; or the day's limit is reached.
            BudgetSpent: the talk's limit is reached.
        """
        file = self._kept(instructions, question, answer)
        known = _read(file, answer)
        if known is not None:
            return known
        async with self._open:
            try:
                async with asyncio.timeout(self._model.timeout):
                    found = await self._ask(instructions, question, answer)
            except TimeoutError as error:
                raise Unanswered(
                    f"no answer within {self._model.timeout:g} s (VIDEOGRAPH_LLM_TIMEOUT)"
                ) from error
        _write(file, found)
        return found

    @property
    def way(self) -> str | None:
        """The way in which the server was last held to a shape; None before its first answer."""
        return _WAYS[self._first] if self._worked else None

    async def close(self) -> None:
        await self._client.close()

    async def _ask[A: BaseModel](self, instructions: str, question: str, answer: type[A]) -> A:
        from pydantic_ai.exceptions import (
            ModelAPIError,
            ModelConnectionError,
            ModelHTTPError,
            OutputTokenLimitExceeded,
            UnexpectedModelBehavior,
        )
        from pydantic_ai.usage import RunUsage

        ways = [self._first, *(way for way in range(len(_WAYS)) if way > self._first)]
        refusals: list[ModelHTTPError] = []
        for way in ways:
            self.spending.require_room()
            usage = RunUsage()
            try:
                result = await self._agent(way, instructions, answer).run(question, usage=usage)
            except ModelHTTPError as error:
                if error.status_code in _TOO_MUCH or _is_too_long(error):
                    raise Unanswered(_said(error)) from error
                if error.status_code not in _STEP_DOWN:
                    raise SetupError(self._complaint(error)) from error
                refusals.append(error)
                _log.debug("%s is refused: %s", _WAYS[way], _said(error))
            except OutputTokenLimitExceeded as error:
                raise Unanswered("the answer was cut off") from error
            except UnexpectedModelBehavior as error:
                _log.debug("no answer by %s: %s", _WAYS[way], error)
            except ModelConnectionError as error:
                raise SetupError(
                    f"no connection to the language model at {self._model.url} (VIDEOGRAPH_LLM_URL): is it running? "
                    f"{error.message}"
                ) from error
            except (ModelAPIError, LookupError, ValueError) as error:
                # an answer that is none by the protocol
                _log.debug("no answer by %s: %s", _WAYS[way], error)
            else:
                self._first, self._worked = way, True
                return result.output
            finally:
                self.spending.add(usage.requests, usage.input_tokens, usage.output_tokens)
        if len(refusals) == len(ways) and not self._worked:
            raise SetupError(self._complaint(refusals[-1])) from refusals[-1]
        raise Unanswered("no answer had the shape that was asked for")

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

    def _kept(self, instructions: str, question: str, answer: type[BaseModel]) -> Path:
        shape = answer.model_json_schema()
        name = digest(self._model.url, self._model.name, instructions, question, shape, length=40)
        return self._model.kept / name[:2] / f"{name}.json"


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
