"""The way to a real model, from the file to the document: llama.cpp in a process of its own, its grammars and schemas, and what its answers may do.

The model invents more than it reads (`support/real_model.py`): what it says is not asserted, but what becomes of it.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest
from pydantic import BaseModel, Field

from service.errors import BudgetSpent, InvalidInput, SetupError
from service.extractors.llm.endpoint import Endpoint, ModeUnsupported, NoUsableAnswer
from service.extractors.llm.local_server import serve, stop_servers
from service.extractors.llm.small_model import SmallReading, read_small, with_proposals
from service.extractors.llm.spoken_words import WordIndex
from service.settings.extraction import Budget, LanguageModel, LocalBounds
from service.store.check import require_borne_out
from support.backend import SECONDS
from support.model_answers import talk
from support.paths import ROOT
from support.real_model import model_file, real_model
from unit.extractors.test_llm_small import SAID, read_offline


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[None]:
    yield
    stop_servers()


@pytest.fixture
def model(tmp_path: Path) -> LanguageModel:
    return real_model(tmp_path)


class Noted(BaseModel):
    quotes: list[Annotated[str, Field(max_length=60)]] = Field(min_length=1, max_length=2)


def test_the_process_serves_only_its_parent_and_is_used_again(model: LanguageModel) -> None:
    served = serve(model)

    assert served.url.startswith("http://127.0.0.1:")
    assert serve(model) == served
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{served.url}/chat/completions", b"{}", {"content-type": "application/json"}))
    caught.value.close()
    assert caught.value.code == 401
    [process] = [one for one in psutil.Process().children() if "local_server" in " ".join(one.cmdline())]
    assert process.memory_info().rss < 700_000_000


@pytest.mark.nightly
def test_quotes_that_the_model_invents_are_refused(model: LanguageModel) -> None:
    """The schema holds it to the form of an answer, not to the words of the talk."""
    said = talk(("Ann Lee", "I founded Acme in 1999."), ("Ann Lee", "Acme uses Neo4j."))

    async def ask() -> Noted:
        endpoint = Endpoint(model)
        try:
            lines = "\n".join(one.text for one in said.segments)
            return await endpoint.ask("Quote two sentences of these.", lines, Noted)
        finally:
            await endpoint.close()

    noted = asyncio.run(ask())

    words = WordIndex(said.segments)
    found = [words.find(quote, 0, 1) for quote in noted.quotes]
    spoken = " ".join(one.text for one in said.segments).casefold()
    assert [one is not None for one in found] == [
        quote.strip(' ."').casefold() in spoken and " " in quote.strip() for quote in noted.quotes
    ]


@pytest.mark.nightly
def test_a_talk_is_read_by_rows_that_its_grammar_allows(model: LanguageModel) -> None:
    document = read_offline(SAID).document

    async def read() -> tuple[SmallReading, int]:
        endpoint = Endpoint(model)
        try:
            return await read_small(endpoint, document, 0, 1), endpoint.spending.tokens
        finally:
            await endpoint.close()

    reading, tokens = asyncio.run(read())

    assert reading.untold == 0
    assert reading.dropped["row that connects no names of its passage"] == 0
    assert all(0 <= one.probability <= 1 for one in reading.proposals)
    assert tokens > 300
    require_borne_out(with_proposals(document, reading.proposals))


@pytest.mark.nightly
def test_what_cannot_be_answered_is_told_apart(model: LanguageModel) -> None:
    async def ask() -> list[str]:
        endpoint = Endpoint(replace(model, tokens=8))
        told: list[str] = []
        try:
            for question in (
                lambda: endpoint.complete(["Say yes.", "Well?"], 4, {"grammar": "root ::= ("}),
                lambda: endpoint.ask("Note.", "Ann Lee founded Acme.", Noted),
                lambda: endpoint.complete(["Read.", "word " * 3000], 4),
            ):
                try:
                    await question()
                except NoUsableAnswer as error:
                    told.append(type(error).__name__)
            cut = await endpoint.complete(["Count.", "From one to ninety."], 3)
            told.append(f"cut: {cut.is_cut}")
            weighed = await endpoint.complete(["Answer yes or no.", "Is it?"], 1, weighed=True)
            told.append(f"words: {len(weighed.first)}")
            return told
        finally:
            await endpoint.close()

    assert asyncio.run(ask()) == [
        ModeUnsupported.__name__,
        "NoUsableAnswer",
        "NoUsableAnswer",
        "cut: True",
        "words: 20",
    ]


@pytest.mark.nightly
def test_a_question_that_is_given_up_leaves_the_server_for_the_next(model: LanguageModel) -> None:
    served = serve(model)
    assert served.key is not None
    slots = Request(
        f"{served.url.removesuffix('/v1')}/slots",
        headers={"authorization": f"Bearer {served.key.get_secret_value()}"},
    )

    def is_busy() -> bool:
        with urlopen(slots) as answer:
            listed: list[dict[str, Any]] = json.load(answer)
        return any(slot["is_processing"] for slot in listed)

    async def ask() -> str:
        endpoint = Endpoint(model)
        try:
            long = asyncio.create_task(endpoint.complete(["Tell.", "Tell a story."], 1500))
            while not await asyncio.to_thread(is_busy):
                assert not long.done()
            long.cancel()
            with pytest.raises(asyncio.CancelledError):
                await long
            return (await endpoint.complete(["Say yes.", "Now."], 3, {"grammar": 'root ::= "yes"'})).text
        finally:
            await endpoint.close()

    assert asyncio.run(ask()) == "yes"


@pytest.mark.nightly
def test_a_budget_ends_a_talk(model: LanguageModel) -> None:
    async def ask() -> None:
        endpoint = Endpoint(replace(model, budget=Budget(talk_tokens=10)))
        try:
            await endpoint.complete(["Say yes.", "Ten words are more than ten tokens, with the form."], 2)
            await endpoint.complete(["Say yes.", "Again."], 2)
        finally:
            await endpoint.close()

    with pytest.raises(BudgetSpent, match="VIDEOGRAPH_LLM_TALK_TOKENS"):
        asyncio.run(ask())


@pytest.mark.nightly
def test_a_file_that_cannot_be_run_is_said(model: LanguageModel, tmp_path: Path) -> None:
    text, cut = tmp_path / "model.gguf", tmp_path / "cut.gguf"
    text.write_text("no model")
    with model_file().open("rb") as whole:
        cut.write_bytes(whole.read(100_000))

    with pytest.raises(InvalidInput, match=r"is no model in the format GGUF"):
        serve(replace(model, url=text.as_uri()))
    with pytest.raises(SetupError, match=r"llama.cpp cannot run .*VIDEOGRAPH_LLM_MEMORY"):
        serve(replace(model, url=cut.as_uri()))
    with pytest.raises(InvalidInput, match="cannot be read: No such file"):
        serve(replace(model, url=(tmp_path / "none.gguf").as_uri()))


@pytest.mark.nightly
def test_the_memory_of_the_process_is_bounded(model: LanguageModel, tmp_path: Path) -> None:
    other = tmp_path / "same.gguf"
    other.symlink_to(model_file())

    with pytest.raises(SetupError, match=r"more memory than 100 MB"):
        serve(replace(model, url=other.as_uri(), local=LocalBounds(1, 100, 200_000)))


@pytest.mark.nightly
def test_the_process_ends_with_its_parent_however_that_ends(model: LanguageModel) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom service.extractors.llm.local_server import _servers, serve\n"
        "from support.real_model import real_model\nserve(real_model(Path(sys.argv[1])))\n"
        "print([one.process.pid for one in _servers.values()][0], flush=True)\nsys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(model.kept)],
        cwd=ROOT / "tests",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        process = psutil.Process(int(parent.stdout.readline()))
        parent.kill()

    process.wait(SECONDS)
