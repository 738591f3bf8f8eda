"""Declares what clients can ask for: an action is a function from a database and a request to a report.

Request, report and result are plain dataclasses. What the API and the command line at a distance show of them is made from
these classes: names from the fields, descriptions from `Doc` and from docstrings. Nothing here knows of GraphQL.
"""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Protocol,
    TypeAliasType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import TypeAdapter

from service.access.scopes import Needed
from service.errors import Conflict, Forbidden, InvalidInput, NotFound, VideographError
from service.graph.driver.database import Database
from service.graph.write_transaction import AnsweredBeforeError, read_report, report_json
from service.settings.limits import Limits

__all__ = [
    "EXPECTED",
    "UNSET",
    "Action",
    "ApiType",
    "Decisions",
    "Doc",
    "DryRun",
    "Id",
    "IdsOf",
    "IfRevision",
    "Manner",
    "Object",
    "Page",
    "RelationshipType",
    "Unset",
    "Value",
    "action",
    "camel",
    "constant",
    "description_of",
    "given_values",
    "report_json",
    "values_of",
]  # fmt: skip

EXPECTED: tuple[type[VideographError], ...] = (InvalidInput, NotFound, Conflict, Forbidden)
"""Errors that an action may raise because of its request. Others are faults of the service."""


class Unset(Enum):
    """The value of a field that a client left out, where null means something else."""

    UNSET = "unset"


UNSET = Unset.UNSET


@dataclass(frozen=True)
class Doc:
    """What a field is, for clients. The outermost one counts."""

    text: str


@dataclass(frozen=True)
class ApiType:
    """The API's own type for what is a text in Python: an enum of the graph, or a scalar."""

    name: str


@dataclass(frozen=True)
class Object:
    """The value is the id of an object of this type, from which clients select."""

    type: str


@dataclass(frozen=True)
class IdsOf:
    """The values are ids of objects of this type, of which clients should reckon with so many."""

    type: str
    expected: int


@dataclass(frozen=True)
class Page:
    """The values are ids of objects of this type, which clients read in pages."""

    type: str


@dataclass(frozen=True)
class Manner:
    """The value says how to answer, and nothing of what is done."""


Id = Annotated[str, ApiType("ID")]
RelationshipType = Annotated[str, ApiType("RelationshipType")]
IfRevision = Annotated[
    int | None, Doc("Changes it only if this is its revision; otherwise the result is a Conflict.")
]
DryRun = Annotated[bool, Doc("Only says what would change.")]
Decisions = Annotated[
    tuple[str, ...],
    IdsOf("Decision", expected=1),
    Doc(
        "What was decided, in this order. `undo` takes all of it back at once by these ids. Empty with `dryRun`."
    ),
]


@dataclass(frozen=True)
class Value:
    """A field of a request, a result, or a part of one.

    Attributes:
        name: in snake_case.
        python_type: without null, list and marks.
        nullable: whether it may be null, and in a request left out.
        can_be_unset: whether null is something else than left out.
        default: None if it has none, or is nullable.
    """

    name: str
    python_type: Any
    doc: str
    nullable: bool
    many: bool
    default: Any
    can_be_unset: bool
    marks: tuple[Any, ...]

    @property
    def key(self) -> str:
        return camel(self.name)

    @property
    def is_made_of_parts(self) -> bool:
        """Whether the type is a dataclass."""
        return is_dataclass(self.python_type)

    @property
    def is_choice(self) -> bool:
        """Whether the type is a `Literal`."""
        return get_origin(self.python_type) is Literal

    def mark[M](self, kind: type[M]) -> M | None:
        """Returns the outermost mark of this kind."""
        return next((one for one in reversed(self.marks) if isinstance(one, kind)), None)


@cache
def values_of(declared: type[Any]) -> tuple[Value, ...]:
    """Returns the fields of a request, a result or a part of one, in their order."""
    hints = get_type_hints(declared, include_extras=True)
    return tuple(_value(one, hints[one.name]) for one in fields(declared))


def given_values(one: object) -> list[tuple[Value, Any]]:
    """Returns the fields of a request, a result or a part of one, with their values."""
    return [(declared, getattr(one, declared.name)) for declared in values_of(type(one))]


def _value(declared: Field[Any], hint: Any) -> Value:
    marks: list[Any] = []
    inner = _bare(hint, marks)
    options = get_args(inner) if get_origin(inner) in (Union, UnionType) else (inner,)
    [inner] = [_bare(one, marks) for one in options if one not in (NoneType, Unset)]
    many = get_origin(inner) is tuple
    if many:
        inner = _bare(get_args(inner)[0], marks)
    nullable = len(options) > 1 or (many and declared.default == ())
    default = None if nullable or declared.default is MISSING else declared.default
    doc = [one.text for one in marks if isinstance(one, Doc)]
    return Value(declared.name, inner, doc[-1], nullable, many, default, Unset in options, tuple(marks))


def _bare(hint: Any, marks: list[Any]) -> Any:
    """Returns the type inside aliases and `Annotated`, and adds their marks, the inner ones first."""
    if isinstance(hint, TypeAliasType):
        return _bare(hint.__value__, marks)
    if get_origin(hint) is Annotated:
        inner, *own = get_args(hint)
        marks[:0] = own
        return _bare(inner, marks)
    return hint


class Action[Q, R]:
    """An action that clients can ask for. Call it with a database and a request; it returns its report.

    Attributes:
        name: in camelCase, as clients call it.
        scope: what a client needs for it.
        result_type: the class of what clients see of the report.
        faults: the errors that it may raise because of its request.
        takes_reason: whether a client may say why, for the list of decisions.
        is_repeatable: whether a client may send a key, by which the action is done once however often it is sent.
    """

    def __init__(
        self,
        run: Callable[..., Awaitable[R]],
        scope: Needed,
        result: Callable[[R], object] | None,
        faults: tuple[type[VideographError], ...],
        after: Callable[[Database, Q, R], Awaitable[None]] | None,
        *,
        takes_reason: bool,
        is_repeatable: bool,
    ) -> None:
        self.__name__ = run.__name__
        self.__doc__ = run.__doc__
        self.name = camel(run.__name__)
        self.scope = scope
        self.faults = faults
        self.takes_reason = takes_reason
        self.is_repeatable = is_repeatable
        self.after = after
        self._run = run
        self._result = result
        self._takes_limits = "limits" in inspect.signature(run).parameters
        hints = get_type_hints(run)
        self.request_type: type[Q] = hints["request"]
        self.report_type: Any = hints["return"]
        self.result_type: type[Any] = self.report_type if result is None else get_type_hints(result)["return"]

    async def __call__(self, database: Database, request: Q, limits: Limits | None = None) -> R:
        """Runs it. If the same request was carried out before, by the key of `database.origin`, returns its report of that time."""
        key = database.origin.key
        if key is not None and (report := await read_report(database, key)) is not None:
            return self.read_report(report)
        more = {"limits": limits} if self._takes_limits and limits is not None else {}
        try:
            return await self._run(database, request, **more)
        except AnsweredBeforeError as before:
            return self.read_report(before.report)

    @property
    def description(self) -> str:
        """What it does, for clients: the first paragraph of its docstring."""
        return description_of(self)

    @cached_property
    def object_type(self) -> str | None:
        """The type of the object that clients get as the result itself; None if they get a type of its own."""
        if not getattr(self.result_type, "is_object", False):
            return None
        [only] = [one.mark(Object) for one in values_of(self.result_type)]
        assert only is not None
        return only.type

    @property
    def has_dry_run(self) -> bool:
        return any(one.name == "dry_run" for one in values_of(self.request_type))

    def result(self, report: R) -> Any:
        """Returns what clients see of a report."""
        return report if self._result is None else self._result(report)

    def read_report(self, json: str | bytes) -> R:
        """Returns the report that was written as JSON.

        Raises: pydantic.ValidationError: it has another form.
        """
        return self._reports.validate_json(json)

    @cached_property
    def _reports(self) -> TypeAdapter[R]:
        return TypeAdapter(self.report_type)


class Declare(Protocol):
    def __call__[Q, R](self, run: Callable[[Database, Q], Awaitable[R]], /) -> Action[Q, R]: ...


def action(
    scope: Needed,
    *,
    result: Callable[[Any], object] | None = None,
    faults: tuple[type[VideographError], ...] = EXPECTED,
    after: Callable[[Database, Any, Any], Awaitable[None]] | None = None,
    takes_reason: bool = False,
    is_repeatable: bool = True,
) -> Declare:
    """Makes an action of a function. Clients see its name, and the first paragraph of its docstring.

    Args:
        result: makes of a report what clients see of it; without, they see the report.
        faults: the errors that it may raise because of its request.
        after: waits for what goes on after the action, also if the same request was carried out before. It gets the request and
            the report.
        takes_reason, is_repeatable: see `Action`.
    """

    def declare[Q, R](run: Callable[[Database, Q], Awaitable[R]], /) -> Action[Q, R]:
        return Action(
            run, scope, result, faults, after, takes_reason=takes_reason, is_repeatable=is_repeatable
        )

    return declare


def description_of(declared: object) -> str:
    """Returns the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(declared) or "").split("\n\n")[0].split())


def constant(choice: str) -> str:
    """Returns the name that clients use for one of the texts of a `Literal`."""
    return choice.upper().replace(" ", "_")


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(one.capitalize() for one in others)
