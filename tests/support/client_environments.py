"""Where the tests of clients run them: folders and environments of their own, without this checkout on their path."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from support.paths import ROOT

CLIENTS = ROOT / "clients"
PYTHON_TOOLS = ROOT / ".cache" / "clients-python"
"""What clients/python/requirements.lock has. ariadne-codegen does not go with the graphql-core of the service."""
_UV = ROOT / ".venv" / "bin" / "uv"
_LOCK = CLIENTS / "python" / "requirements.lock"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Returns what a command prints. It sees nothing of the Python of the tests."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    answer = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**inherited, **environment},
        timeout=600,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def last_line(printed: str) -> Any:
    """Returns the JSON of the last line."""
    return json.loads(printed.splitlines()[-1])


def python_tools() -> Path:
    """Returns the folder of programs of that environment, which is made once for each lock."""
    mark = PYTHON_TOOLS / ".installed"
    if not mark.exists() or mark.stat().st_mtime < _LOCK.stat().st_mtime:
        new_environment(PYTHON_TOOLS)
        _install(PYTHON_TOOLS, "--require-hashes", "-r", _LOCK)
        mark.touch()
    return PYTHON_TOOLS / "bin"


def build_wheel(folder: Path) -> Path:
    """Returns the wheel of the client, which is built from its source archive, as a release does it."""
    tools = python_tools()
    run(
        _UV, "build", "--quiet", "--no-build-isolation", "--python", tools / "python", "--out-dir", folder,
        CLIENTS / "python", cwd=ROOT, VIRTUAL_ENV=str(PYTHON_TOOLS),
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


def new_environment(folder: Path, *packages: str | Path) -> Path:
    """Returns the Python of a new environment with these packages, in the versions of the lock."""
    run(_UV, "venv", "--quiet", "--clear", "--python", ROOT / ".venv" / "bin" / "python", folder, cwd=ROOT)
    if packages:
        _install(folder, "--constraints", _LOCK, *packages)
    return folder / "bin" / "python"


def _install(folder: Path, *what: str | Path) -> None:
    run(_UV, "pip", "install", "--quiet", "--python", folder / "bin" / "python", *what, cwd=ROOT)


def npm_tools() -> Path:
    """Returns the folder of programs of the packages in clients/package-lock.json, which are installed once for each lock."""
    lock, mark = CLIENTS / "package-lock.json", CLIENTS / "node_modules" / ".installed"
    if not mark.exists() or mark.stat().st_mtime < lock.stat().st_mtime:
        run("npm", "ci", "--loglevel=error", "--no-audit", "--no-fund", cwd=CLIENTS)
        mark.touch()
    return CLIENTS / "node_modules" / ".bin"


def install_packed(folder: Path) -> None:
    """Builds and packs the TypeScript client, and installs it into a new project, with what it needs in the versions of the lock."""
    npm_tools()
    run(
        "npm",
        "pack",
        "--workspace",
        "typescript",
        "--pack-destination",
        folder,
        "--loglevel=error",
        cwd=CLIENTS,
    )
    (packed,) = folder.glob("*.tgz")
    (folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    locked = json.loads((CLIENTS / "package-lock.json").read_text("utf-8"))["packages"]
    needed = ("graphql", "graphql-ws", "@graphql-typed-document-node/core")
    versions = [f"{name}@{locked[f'node_modules/{name}']['version']}" for name in needed]
    options = ("--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error")
    run("npm", "install", *options, packed, *versions, cwd=folder)
