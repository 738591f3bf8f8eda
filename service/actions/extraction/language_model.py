"""The language model of this home: finds, chooses, tries and forgets it, and says what a talk will take.

These read no graph. A model is used only with `--extractor llm` or `extractor: "llm"`, never because it is there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from service.errors import InvalidInput, SetupError
from service.extractors.gold_standard import QUICK, TUNING, read_split
from service.extractors.llm.local_server import file_of, require_model_file
from service.extractors.llm.models import PLACES, FoundServer, find_servers, list_models
from service.extractors.llm.spending import Estimate, estimate, read_day
from service.extractors.llm.trial import Judgement, Trial, better_mode, judge_model, try_model
from service.extractors.registry import offline_extraction
from service.extras import install_command, is_installed
from service.settings import Settings
from service.settings.chosen_model import (
    ChosenModel,
    TestedModel,
    forget_chosen,
    keep_chosen,
    keep_tested,
    read_chosen,
)
from service.settings.extraction import LanguageModel, short_name
from service.speech.media_types import is_recording
from service.transcripts import read_file
from service.transcripts.overrides import Overrides

__all__ = [
    "Estimate", "FoundServer", "Judgement", "ModelInUse", "Trial", "count_words", "estimate", "find_servers", "forget_model", "list_models",
    "model_in_use", "offer", "test_and_keep", "use_model",
]  # fmt: skip

_NAMED = 3
"""Models of a server that one line names."""


@dataclass(frozen=True)
class ModelInUse:
    """
    Attributes:
        by: `variable` if VIDEOGRAPH_LLM_URL names it, `home` if this home keeps it.
        is_local: whether the text stays on this machine.
        sent_today, received_today: tokens of all models.
    """

    model: LanguageModel
    by: str
    is_local: bool
    sent_today: int
    received_today: int


def model_in_use(settings: Settings) -> ModelInUse | None:
    """Returns the model that `llm` asks; None if there is none.

    Raises:
        SetupError: what names it cannot be used.
    """
    if settings.llm_url is None and settings.llm_model is None and read_chosen(settings.home) is None:
        return None
    model = settings.language_model
    sent, received = read_day(model.budget.counted)
    by = "home" if settings.llm_url is None else "variable"
    return ModelInUse(model, by, _is_local(model.url), sent, received)


def use_model(settings: Settings, model: str, url: str | None, key_file: Path | None) -> ChosenModel:
    """Keeps a model for this home, once its server answers.

    Args:
        model: `ollama/NAME`, `lmstudio/NAME`, `llamacpp/NAME` or `vllm/NAME` for the usual address of such a server on this machine; with
            `url`, the model's name there; or the path of a GGUF file, which is run by llama.cpp.

    Raises:
        InvalidInput: no server is named, or it does not have the model, or the file is none. SetupError: it does not answer. MissingExtra.
    """
    file = Path(model).expanduser()
    key, _, named = model.partition("/")
    place = next((one for one in PLACES if one.key == key and named and url is None), None)
    if url is None and place is None and (file.suffix.casefold() == ".gguf" or file.is_file()):
        require_model_file(file)
        chosen = ChosenModel(url=file.resolve().as_uri(), name=file.stem)
        keep_chosen(settings.home, chosen)
        return chosen
    if not is_installed("llm"):
        raise SetupError(
            f"extraction by a language model needs more packages. Install them: {install_command('llm')}"
        )
    name = model
    if url is None:
        if place is None:
            keys = ", ".join(f"{one.key}/NAME" for one in PLACES)
            raise InvalidInput(
                f"{model!r:.100} does not say where the model is: write {keys} for a server of this machine, the path of a GGUF file, or give its address with --url"
            )
        name, url = named, place.url
    chosen = ChosenModel(
        url=url.rstrip("/"),
        name=name,
        key_file=None if key_file is None else key_file.expanduser().absolute(),
    )
    names = list_models(_settings_with(settings, chosen).language_model)
    if names and name not in names:
        meant = [one for one in names if short_name(one) == name]
        if len(meant) != 1:
            shown = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
            raise InvalidInput(f"{chosen.url} has no model {name!r:.100}: it has {shown}")
        chosen = chosen.model_copy(update={"name": meant[0]})
    keep_chosen(settings.home, chosen)
    return chosen


def forget_model(settings: Settings) -> ChosenModel | None:
    """Forgets the model of this home, and returns it; None if there was none. The file of its key stays."""
    chosen = read_chosen(settings.home)
    forget_chosen(settings.home)
    return chosen


def test_and_keep(
    settings: Settings, *, quick: bool, hear: Callable[[str], None]
) -> tuple[Trial | None, Judgement]:
    """Tests the model in use, and keeps its speed, mode, verdict and thresholds under its name.

    Args:
        quick: with three excerpts of the gold standard instead of all for tuning.
        hear: is told what is read.

    Raises:
        SetupError: there is none, or it cannot be used. MissingExtra: what it needs is not installed.
    """
    model = settings.language_model
    trial = None
    if settings.llm_mode != "small":
        hear("a passage")
        trial = try_model(model)
    mode = settings.llm_mode or better_mode(trial)
    excerpts = QUICK if quick else read_split()[TUNING]
    judged = judge_model(replace(model, mode=mode), excerpts, offline_extraction, hear)
    tested = TestedModel(mode=mode, speed=judged.speed, verdict=judged.verdict, thresholds=judged.thresholds)
    keep_tested(settings.home, model.name, tested)
    return trial, judged


def offer(server: FoundServer) -> str:
    """Returns what a server of this machine has, and the command that uses it, in one line."""
    if not server.models:
        return f"{server.place.name} answers at {server.place.url}, without a model that writes"
    shown = ", ".join(server.shown[:_NAMED]) + (", …" if len(server.models) > _NAMED else "")
    return f"{server.place.name} has {shown}: use it with `{server.commands()[0]}`"


def count_words(file: Path, metadata: Overrides | None = None) -> int | None:
    """Returns the words of a talk's file; None for a VideoDocument, which needs no extractor.

    Raises:
        TranscriptError, InvalidInput: it is no talk, or cannot be read.
    """
    if is_recording(file):
        raise InvalidInput(f"{file}: is a recording: its words are known when it has been recognized")
    talk = read_file(file, metadata or Overrides())
    return None if hasattr(talk, "extractor") else sum(len(one.text.split()) for one in talk.segments)


def _settings_with(settings: Settings, chosen: ChosenModel) -> Settings:
    """Returns the settings as if their variables named this model, with nothing of another one."""
    return settings.model_copy(
        update={
            "llm_url": chosen.url,
            "llm_model": chosen.name,
            "llm_key": None,
            "llm_key_file": chosen.key_file,
        }
    )


def _is_local(url: str) -> bool:
    if file_of(url) is not None:
        return True
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
