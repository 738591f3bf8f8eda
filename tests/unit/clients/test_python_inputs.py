"""The generated input types of the Python client refuse what they do not know. The whole client is built and used in tests/clients."""

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError

from support.paths import ROOT

CLIENT = ROOT / "clients" / "python"
GENERATED = """
from pydantic import Field
from .base_model import BaseModel

class DeleteVideoInput(BaseModel):
    video: str
    dry_run: bool = Field(alias="dryRun", default=False)
"""
"""As ariadne-codegen makes it."""


class ShorterResultsPlugin:
    """In place of ariadne-codegen's, which does not go with the graphql-core of the service."""

    def generate_inputs_module(self, module: ast.Module) -> ast.Module:
        return module

    def generate_input_field(self, field: ast.AnnAssign, *_: object) -> ast.AnnAssign:
        return field


def load(name: str, file: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def delete_video_input(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("ariadne_codegen", "ariadne_codegen.contrib", "ariadne_codegen.contrib.shorter_results"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    vars(sys.modules["ariadne_codegen.contrib.shorter_results"])["ShorterResultsPlugin"] = (
        ShorterResultsPlugin
    )
    plugin = load("codegen_plugin", CLIENT / "codegen_plugin.py").ClientTypes()
    module = plugin.generate_inputs_module(ast.parse(GENERATED))
    plugin.generate_input_field(module.body[-1].body[-1], None, "dry_run")
    monkeypatch.setitem(
        sys.modules, "client.inputs", load("client.inputs", CLIENT / "src/videograph_client/inputs.py")
    )
    names: dict[str, Any] = {"__package__": "client.api", "__name__": "client.api.input_types"}
    monkeypatch.setitem(sys.modules, "client", ModuleType("client"))
    monkeypatch.setitem(sys.modules, "client.api", ModuleType("client.api"))
    exec(ast.unparse(ast.fix_missing_locations(module)), names)
    return names["DeleteVideoInput"]


def test_misspelled_field(delete_video_input: Any) -> None:
    with pytest.raises(ValidationError, match=r"dryrun\n  Extra inputs are not permitted"):
        delete_video_input(video="a", dryrun=True)


def test_both_names_of_a_field(delete_video_input: Any) -> None:
    sent = [
        delete_video_input(video="a", **{name: True}).model_dump(by_alias=True)
        for name in ("dry_run", "dryRun")
    ]

    assert sent == [{"video": "a", "dryRun": True}] * 2
