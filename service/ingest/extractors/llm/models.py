"""Lists the models of an address, to check before reading a talk that it answers and has the configured model."""

from typing import Any

from service.errors import MissingExtra, SetupError
from service.extras import install_command
from service.settings.extraction import LanguageModel

_TIMEOUT = 10.0
"""Seconds for the list of models; it needs no computation."""


def connection_to(model: LanguageModel) -> dict[str, Any]:
    """Returns arguments for a client of the openai package. Organization and project in OpenAI's own variables are not sent to this address."""
    key = model.key.get_secret_value() if model.key is not None else "none"
    return {"base_url": model.url, "api_key": key, "organization": "", "project": ""}


def list_models(model: LanguageModel) -> list[str]:
    """Returns the names as the address lists them; nothing if it has no list.

    Raises:
        SetupError: the package for it is not installed, the address does not answer, or it refuses the key.
    """
    try:
        import openai
    except ModuleNotFoundError as error:
        raise MissingExtra("extraction by a language model", error.name, install_command("llm")) from error
    with openai.OpenAI(**connection_to(model), timeout=_TIMEOUT, max_retries=0) as client:
        try:
            return [listed.id for listed in client.models.list()]
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            raise SetupError(f"{model.url} refuses the key (VIDEOGRAPH_LLM_KEY): {error.message}") from error
        except openai.APIStatusError:
            return []
        except openai.APIConnectionError as error:
            raise SetupError(f"{model.url} does not answer (VIDEOGRAPH_LLM_URL): {error}") from error
        except (openai.OpenAIError, ValueError, AttributeError, TypeError) as error:
            raise SetupError(
                f"{model.url} does not speak OpenAI's protocol (VIDEOGRAPH_LLM_URL, mostly up to /v1)"
            ) from error
