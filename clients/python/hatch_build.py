"""Generates `videograph_client.api` from the schema and the operations whenever a wheel is built, so that it is never behind them."""

import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from ariadne_codegen.main import client
from graphql import OperationDefinitionNode, parse, print_ast, separate_operations
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Generate(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            generate(Path(self.root))


def generate(root: Path) -> None:
    """Writes the package `api`."""
    archive = (root / "schema.graphql").exists()  # a source archive has both at its top
    schema = root / "schema.graphql" if archive else root.parents[1] / "docs" / "schema.graphql"
    operations = root / "operations" if archive else root.parent / "operations"
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["ariadne-codegen"]
    target = root / settings["target_package_path"]
    texts = [file.read_text("utf-8") for file in sorted(operations.glob("*.graphql"))]
    shutil.rmtree(target / settings["target_package_name"], ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "operations.graphql").write_text("\n".join(texts), encoding="utf-8")
        paths = {"schema_path": str(schema), "queries_path": folder, "target_package_path": str(target)}
        sys.path.insert(0, str(root))  # for codegen_plugin.py
        client({"tool": {"ariadne-codegen": settings | paths}})
        sys.path.remove(str(root))
    subscriptions = [file.read_text("utf-8") for file in sorted(operations.glob("subscriptions/*.graphql"))]
    module = target / settings["target_package_name"] / "subscriptions.py"
    module.write_text(_subscriptions("\n".join(texts + subscriptions)), encoding="utf-8")


def _subscriptions(text: str) -> str:
    """Returns a module with each subscription and its fragments: ariadne-codegen writes them for asynchronous clients alone."""
    lines = ['"""Subscriptions, as they are sent."""']
    for name, document in separate_operations(parse(text)).items():
        operation = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
        if operation.operation.value == "subscription":
            lines += ["", f'{name.upper()} = """', print_ast(document), '"""']
    return "\n".join(lines) + "\n"


if __name__ == "__main__":  # for an editor or a type checker, in the checkout
    generate(Path(__file__).parent)
