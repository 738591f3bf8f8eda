"""What a request brings, with its type checked: the parts of the server that answers it, and objects in its JSON."""

from typing import Any, TypeGuard

from starlette.requests import HTTPConnection


def part_of[T](request: HTTPConnection, name: str, kind: type[T]) -> T:
    """The part of the server that `create_app` keeps as `app.state.<name>`."""
    part = getattr(request.app.state, name)
    if not isinstance(part, kind):
        raise TypeError(f"app.state.{name} is a {type(part).__name__}, not a {kind.__name__}")
    return part


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether parsed JSON is an object. Its keys are strings then."""
    return isinstance(value, dict)
