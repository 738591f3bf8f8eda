"""Checks messages of graphql-transport-ws that Strawberry's handler would not survive or not notice."""

from service.api.http.request_parts import is_object

_LONGEST_ID = 200
_TYPES = ("connection_init", "ping", "pong", "subscribe", "complete")


def fault_of(message: object) -> str | None:
    """Returns what is wrong with a message; None if nothing is."""
    if not is_object(message):
        return "A message must be a JSON object"
    kind = message.get("type")
    if not isinstance(kind, str):
        return "A message needs a type"
    if kind not in _TYPES:
        return f"Unknown message type: {kind[:60]}"
    payload = message.get("payload")
    if kind in ("connection_init", "ping", "pong") and not (payload is None or is_object(payload)):
        return f"The payload of {kind} must be an object"
    if kind in ("subscribe", "complete"):
        id_ = message.get("id")
        if not isinstance(id_, str) or not 0 < len(id_) <= _LONGEST_ID:
            return f"{kind} needs an id, a string of at most {_LONGEST_ID} characters"
    if kind == "subscribe":
        return _fault_of_payload(payload)
    if kind == "connection_init" and payload is None:
        message.pop("payload", None)  # null is the same as nothing
    return None


def _fault_of_payload(payload: object) -> str | None:
    if not is_object(payload) or not isinstance(payload.get("query"), str):
        return "subscribe needs a payload with a query"
    variables, name = payload.get("variables"), payload.get("operationName")
    if not (variables is None or is_object(variables)):
        return "variables must be an object"
    if not (name is None or isinstance(name, str)):
        return "operationName must be a string"
    return None
