"""The notebook in docs/notebooks has the answers of the demo graph."""

import json
from pathlib import Path

import pytest

from service.actions.demo import demo_files
from service.domain.document import VideoDocument
from support.backend import Neo4jServer
from support.client_environments import last_line, python_tools, run
from support.paths import ROOT
from support.query_plans import loaded_session

pytestmark = pytest.mark.nightly

NOTEBOOK = ROOT / "docs" / "notebooks" / "graph.ipynb"
SCRIPT = Path(__file__).parent / "python" / "run_notebook.py"


def test_notebook(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    documents = (VideoDocument.model_validate_json(file.read_bytes()) for file in demo_files())
    with loaded_session(neo4j_server, documents):
        printed = run(
            python_tools() / "python",
            SCRIPT,
            NOTEBOOK,
            cwd=tmp_path,
            NEO4J_URI=neo4j_server.uri,
            NEO4J_USERNAME=neo4j_server.user,
            NEO4J_PASSWORD=neo4j_server.password,
            IPYTHONDIR=str(tmp_path),
        )

    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    stored = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    assert answers(last_line(printed)) == answers(stored)
    assert len(list(filter(None, answers(stored)))) == 6


def answers(outputs: list[list[dict[str, object]]]) -> list[str]:
    """Returns the text of each cell. Files have it in lines."""
    return ["".join(text_of(one) for one in cell) for cell in outputs]


def text_of(output: dict[str, object]) -> str:
    """Returns the plain text of what a cell printed or showed."""
    data = output.get("data", {})
    text = output.get("text") or (data.get("text/plain") if isinstance(data, dict) else "")
    return "".join(text) if isinstance(text, list) else str(text)
