"""The guide to errors has every code that a client can get, and its messages are those of the modules that it names."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

from scripts.errors_guide import with_modules
from service import errors
from service.settings import Settings
from service.settings.limits import Limits, limit_setting
from support.paths import ROOT

GUIDE = (ROOT / "docs/guides/errors.md").read_text(encoding="utf-8")
_STOP_THE_START = {"SETUP", "MIGRATION", "NOT_ALLOWED"}
"""Codes of errors that no client gets: the service does not start, or only the operator sees them."""
_REFUSALS = {"RefusedRequest", "OperationRefused", "UnknownDocument", "WrongDocument", "formatted", "_refuse"}
"""Calls that take a code."""
ROWS = re.findall(
    r"^\| `(.+?)` \| `([A-Z_]+)`, .* \| \[\w+\.py\]\(\.\./\.\./(.+?)\) \|$", GUIDE, re.MULTILINE
)


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Codes as arguments of refusals and in assignments to `code`, and statuses that become codes."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _REFUSALS:
                parts = node.args
            elif name == "HTTPException":
                yield from (one.attr for one in node.args if isinstance(one, ast.Attribute))
        elif isinstance(node, ast.Assign) and "code" in [getattr(one, "id", "") for one in node.targets]:
            parts = [node.value]
        constants = [one for part in parts for one in ast.walk(part) if isinstance(one, ast.Constant)]
        yield from (
            str(one.value)
            for one in constants
            if re.fullmatch(r"[A-Z]+(_[A-Z]+)+|INTERNAL|OVERLOADED", str(one.value))
        )


def test_the_table_has_every_code() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type)]
    codes = {one.code for one in classes if issubclass(one, errors.VideographError)} - _STOP_THE_START
    for file in (ROOT / "service/api").rglob("*.py"):
        codes |= set(codes_in(ast.parse(file.read_text(encoding="utf-8"))))

    table = re.findall(r"^\| `([A-Z_]+)` \| [\d*, or]+ \|", GUIDE, re.MULTILINE)

    assert table == sorted(codes)


def test_each_code_of_a_message_has_its_row() -> None:
    reasons = get_args(errors.Reason.__value__)
    assert [code for _, code, _ in ROWS if f"| `{code}` |" not in GUIDE and code not in reasons] == []


def test_a_moved_message_gets_its_module_and_a_message_of_no_module_is_a_fault() -> None:
    moved = "| `The API key is not valid` | `UNAUTHENTICATED`, 401 | a cause | what to do |  | [old.py](../../service/old.py) |\n"
    nowhere = moved.replace("The API key is not valid", "No module says this")

    text, faults = with_modules(moved + nowhere)

    assert (
        text
        == moved.replace(
            "[old.py](../../service/old.py)", "[authenticator.py](../../service/access/authenticator.py)"
        )
        + nowhere
    )
    assert faults == [
        "`No module says this` stands in no module; the guide names [old.py](../../service/old.py)"
    ]


def test_the_column_of_modules_is_fresh() -> None:
    assert with_modules(GUIDE) == (GUIDE, []), "run `make schema`, and commit the guide"


def test_most_rows_name_a_module() -> None:
    rows = re.findall(r"^\| `.+` \| `[A-Z_]+`, ", GUIDE, re.MULTILINE)
    assert (len(rows), len(ROWS)) == (
        len(ROWS) + 3,
        len(set(ROWS)),
    )  # three messages are those of graphql-core


def test_each_limit_and_each_reason_has_a_row() -> None:
    limits = [f"`{limit_setting(one.name)}`" for one in fields(Limits)]
    reasons = [f"`{reason}`, " for reason in get_args(errors.Reason.__value__)]

    assert [one for one in limits + reasons if one not in GUIDE] == []


def test_the_settings_exist() -> None:
    names = {f"VIDEOGRAPH_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"VIDEOGRAPH_[A-Z0-9_]+(?=[`=])", GUIDE)) <= names
