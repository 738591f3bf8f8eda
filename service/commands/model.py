"""`model`: the language model that this home uses for `--extractor llm`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.base import Json
from service.commands.terminal.console import note, print_json, say
from service.domain.wording import counted
from service.errors import VideographError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.actions.extraction.language_model import Estimate, ModelInUse
    from service.actions.imports.import_talk import Overrides

model = typer.Typer(
    no_args_is_help=True,
    help="Find, choose and try the language model for `--extractor llm`: list, use, test, off.",
)


@model.command("list")
def list_(json: Json = False) -> None:
    """List the language models that servers of this machine have, and the one in use.

    Looks at the usual addresses of Ollama (11434), LM Studio (1234), llama.cpp (8080) and vLLM (8000). No text is sent.
    """
    from service.actions.extraction.language_model import find_servers, model_in_use, offer
    from service.settings import read_settings

    used = model_in_use(read_settings())
    servers = find_servers()
    if json:
        found = [
            {"server": one.place.name, "url": one.place.url, "models": one.models, "commands": one.commands()}
            for one in servers
        ]
        print_json({"used": None if used is None else _as_json(used), "found": found})
        return
    if used is not None:
        _say_used(used)
    for one in servers:
        say(offer(one))
    if used is None and not servers:
        say(
            "No server of language models answers on this machine. Start one (Ollama, LM Studio, llama.cpp, vLLM), or name another: "
            "videograph model use NAME --url https://…/v1 --key-file FILE"
        )


@model.command()
def use(
    name: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="ollama/NAME, lmstudio/NAME, llamacpp/NAME or vllm/NAME for a server of this machine; the path of a GGUF file; with --url, the model's name there.",
            show_default=False,
        ),
    ],
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Address of another server, up to /v1. It speaks OpenAI's protocol.",
            show_default=False,
        ),
    ] = None,
    key_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="File with the key for it. The key is read each time.", show_default=False
        ),
    ] = None,
) -> None:
    """Keep a model for this home: `--extractor llm` then asks it.

    Its server must answer and have the model. A GGUF file needs no server: a process of its own runs it while talks are read. The variables VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL win over it.
    """
    from service.actions.extraction.language_model import model_in_use, use_model
    from service.settings import read_settings

    settings = read_settings()
    use_model(settings, name, url, key_file)
    used = model_in_use(settings)
    assert used is not None
    if used.by == "variable":
        note("VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL are set, and win over what is kept.", "yellow")
    _say_used(used)
    note("`videograph model test` tries it; `videograph ingest TALK --extractor llm` uses it.")


@model.command("test")
def try_out(
    quick: Annotated[
        bool, typer.Option("--quick", help="Three excerpts instead of seven: a first impression.")
    ] = False,
    json: Json = False,
) -> None:
    """Test the model in use: whether it answers, how fast, and how well it reads excerpts of which the connections are known.

    The verdict says what its connections are good for: statements, proposals for a person, or nothing. Verdict, speed, mode and thresholds are
    kept under the model's name. The excerpts are about a thousand words each; they go where the text of talks would go.
    """
    from service.actions.extraction.language_model import test_and_keep
    from service.settings import read_settings

    settings = read_settings()
    asked = settings.language_model
    trial, judged = test_and_keep(
        settings, quick=quick, hear=lambda what: note(f"{asked.short_name} at {asked.url} reads {what} …")
    )
    if json:
        print_json({"passage": trial, "gold": judged})
        return
    if trial is not None:
        say(f"{asked.short_name} answers in {trial.seconds:.1f} s, held to the form by: {trial.way}")
    if judged.speed is not None:
        say(f"  speed       about {judged.speed[1]:g} tokens a second written, {judged.speed[0]:g} read")
    say(f"  mode        for {judged.mode} models")
    say(f"  excerpts    {judged.excerpts}, with {judged.words:,} words")
    say(f"  precision   {judged.precision:.2f}, recall {judged.recall:.2f}")
    say(
        f"  refused     {counted(judged.refused, 'connection')} that the words do not carry, such as invented quotes"
    )
    say(f"  an hour     of talk takes {judged.tokens:,} tokens and {judged.minutes:g} min")
    for one in judged.types:
        least = "" if one.threshold is None else _least(one.threshold)
        say(f"    {one.type:<16} {one.right} right, {one.wrong} wrong, {one.missed} missed{least}")
    say(f"Verdict: {_VERDICTS[judged.verdict]}")


_VERDICTS = {
    "statements": "its connections can be shown as statements.",
    "proposals": "its connections are proposals only: `videograph extract TALK --review` shows them to a person.",
    "unusable": "it is not to be used for connections.",
}


def _least(threshold: float) -> str:
    return ", none kept" if threshold > 1 else f", kept from {threshold:g}"


@model.command()
def off() -> None:
    """Forget the model of this home. `--extractor llm` then needs another one. The file of its key stays."""
    from service.actions.extraction.language_model import forget_model
    from service.settings import read_settings

    settings = read_settings()
    forgotten = forget_model(settings)
    say(
        "This home keeps no model."
        if forgotten is None
        else f"{forgotten.name} at {forgotten.url} is forgotten."
    )
    if settings.llm_url is not None:
        note("VIDEOGRAPH_LLM_URL is still set, and names one.", "yellow")


def say_offers() -> None:
    """Prints the models that servers of this machine have, for whoever has read talks offline; nothing if one is in use already."""
    from service.actions.extraction.language_model import find_servers, model_in_use, offer
    from service.settings import read_settings

    try:
        if model_in_use(read_settings()) is not None:
            note("Read offline. A language model finds more: videograph extract --read-by offline")
            return
    except VideographError:
        return
    for one in find_servers():
        if one.models:
            note(f"Read offline. A language model finds more: {offer(one)}")


def say_costs(
    files: "Sequence[Path]", metadata: "Mapping[Path, Overrides]", extractor: str, *, json: bool
) -> None:
    """Prints what an import of these files would take, without reading them by an extractor."""
    from service.actions.extraction.language_model import Estimate, count_words, estimate
    from service.settings import read_settings

    asked = read_settings().language_model if extractor == "llm" else None
    rows: list[dict[str, object]] = []
    costs: list[Estimate] = []
    for file in files:
        row: dict[str, object] = {"file": str(file), "words": None, "error": None}
        try:
            row["words"] = words = count_words(file, metadata.get(file))
            if asked is not None and words is not None:
                costs.append(estimate(words, asked))
                row["estimate"] = costs[-1]
        except VideographError as error:
            row["error"] = error.local_message
        rows.append(row)
    if json:
        print_json(
            {"extractor": extractor, "model": asked and asked.name, "url": asked and asked.url, "talks": rows}
        )
        return
    for row in rows:
        found, words = row.get("estimate"), row["words"]
        taken = f": {_cost_in_words(found)}" if isinstance(found, Estimate) else ""
        size = "a document, which needs no extractor" if words is None else f"{words:,} words"
        say(f"{row['file']}  {row['error'] or f'{size}{taken}'}")
    if asked is not None and costs:
        total = Estimate(
            sum(one.words for one in costs),
            sum(one.requests for one in costs),
            sum(one.input_tokens for one in costs),
            sum(one.output_tokens for one in costs),
            None if asked.speed is None else sum(one.minutes or 0 for one in costs),
            None if costs[0].cost is None else sum(one.cost or 0 for one in costs),
        )
        say(
            f"{counted(len(costs), 'talk')} would go to {asked.short_name} at {asked.url}: {_cost_in_words(total)}"
        )
        if total.minutes is None:
            note("How long that takes is not known: `videograph model test` measures the model's speed.")


def _cost_in_words(cost: "Estimate") -> str:
    minutes = "" if cost.minutes is None else f", about {max(1, round(cost.minutes))} min"
    money = "" if cost.cost is None else f", about {cost.cost:.2f}"
    return (
        f"{counted(cost.requests, 'request')}, about {_round(cost.input_tokens):,} tokens sent "
        f"and {_round(cost.output_tokens):,} received{minutes}{money}"
    )


def _round(tokens: int) -> int:
    """Returns an estimate without digits that it does not have."""
    return round(tokens, -2)


def _say_used(used: "ModelInUse") -> None:
    where = "stays on this machine" if used.is_local else "leaves this machine"
    by = "VIDEOGRAPH_LLM_URL" if used.by == "variable" else "this home"
    say(
        f"In use: {used.model.short_name} at {used.model.url} (kept by {by}). The text of talks goes there, and {where}."
    )
    if used.sent_today or used.received_today:
        say(f"  today     {used.sent_today:,} tokens sent, {used.received_today:,} received")


def _as_json(used: "ModelInUse") -> dict[str, object]:
    return {
        "model": used.model.name,
        "url": used.model.url,
        "by": used.by,
        "isLocal": used.is_local,
        "sentToday": used.sent_today,
        "receivedToday": used.received_today,
    }
