"""Subscriptions as queries, so that there is no second way to read what is in an event.

The selection of a change is that of a change in a page: `Query.changes` answers it, and one statement reads all events of a page. A job is read by
`Query.node`, as any other object.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    VariableNode,
    Visitor,
    get_argument_values,
    print_ast,
    visit,
)

from service.access.viewer import Viewer
from service.api.execution.documents import OperationRefused
from service.api.execution.prepared_operations import Requests, SubscriptionRequest
from service.api.operation.collect import Collector

PAGE_SIZES = (50, 20, 5, 1)
"""Most events of one page: the largest number that the limit of cost allows."""
STATE = "_state"
"""Response key of the state of a job, which is no part of the event."""


@dataclass(frozen=True)
class JobQuery:
    """The query for the events of one subscription. `key`: response key of its field; `id`: of the job."""

    key: str
    text: str
    variables: Mapping[str, Any]
    id: str


@dataclass(frozen=True)
class ChangeQuery:
    """The query for the events of one subscription.

    Attributes:
        key: response key of the field in the subscription.
        text: the query. Its variables `after` and `count` have the names `after_name` and `count_name`.
        after: the cursor that the client gave.
        page: most events of one page.
        shared: equal for subscriptions whose events are equal.
    """

    key: str
    text: str
    variables: Mapping[str, Any]
    after_name: str
    count_name: str
    after: str | None
    page: int
    shared: bytes

    def values(self, after: int, count: int) -> dict[str, Any]:
        """Returns the variables for the page after a change."""
        return {**self.variables, self.after_name: str(after), self.count_name: count}


def change_query(requests: Requests, subscribed: SubscriptionRequest, viewer: Viewer) -> ChangeQuery:
    """Returns the query of a subscription to `changes`.

    Raises:
        OperationRefused: an argument is not valid, or one event costs more than an operation may.
    """
    parts = _Parts(requests, subscribed, "changes", without=("after",))
    after, count = (parts.free_name(name) for name in ("after", "count"))
    arguments = " ".join([*parts.arguments, f"after: ${after}", f"first: ${count}"])
    field = f"changes({arguments}) {{ edges {{ cursor node {{ {parts.selection} }} }} pageInfo {{ hasNextPage }} }}"
    text = parts.query(field, f"${after}: Cursor", f"${count}: Int")
    shared = orjson.dumps([parts.key, text, parts.variables], option=orjson.OPT_SORT_KEYS)
    query = ChangeQuery(parts.key, text, parts.variables, after, count, parts.given.get("after"), 1, shared)
    for page in PAGE_SIZES:
        try:
            requests.prepare(text, query.values(0, page), viewer=viewer)
        except OperationRefused as refused:
            if refused.code != "QUERY_TOO_COMPLEX" or page == PAGE_SIZES[-1]:
                raise
        else:
            return replace(query, page=page)
    raise AssertionError("unreachable")


def job_query(requests: Requests, subscribed: SubscriptionRequest, viewer: Viewer) -> JobQuery:
    """Returns the query of a subscription to `job`.

    Raises:
        OperationRefused: it costs more than an operation may.
    """
    parts = _Parts(requests, subscribed, "job")
    text = parts.query(
        f"node({' '.join(parts.arguments)}) {{ ... on Job {{ {parts.selection} {STATE}: state }} }}"
    )
    requests.prepare(text, parts.variables, viewer=viewer)
    return JobQuery(parts.key, text, parts.variables, parts.given["id"])


class _Parts:
    """The parts of a subscription to one field that its query has too, as text; `given`: the values of the field's arguments."""

    def __init__(
        self, requests: Requests, subscribed: SubscriptionRequest, field: str, without: tuple[str, ...] = ()
    ) -> None:
        root = requests.schema.subscription_type
        assert root is not None
        collector = Collector(requests.schema, subscribed.fragments, subscribed.values)
        [(self.key, nodes)] = collector.fields(root, [subscribed.operation.selection_set]).items()
        self.given = get_argument_values(root.fields[field], nodes[0], subscribed.values)
        arguments = [one for one in nodes[0].arguments or () if one.name.value not in without]
        selections = collector.selections(nodes)
        fragments, self._used = _reached([*selections, *arguments], subscribed.fragments)
        declared = subscribed.operation.variable_definitions or ()
        self._declared = [print_ast(one) for one in declared if one.variable.name.value in self._used]
        self._fragments = [print_ast(one) for one in fragments]
        self.arguments = [print_ast(one) for one in arguments]
        self.selection = " ".join(print_ast(one) for each in selections for one in each.selections)
        self.variables = {name: value for name, value in subscribed.variables.items() if name in self._used}

    def free_name(self, name: str) -> str:
        """Returns a name that no variable has."""
        while name in self._used:
            name += "_"
        return name

    def query(self, field: str, *declared: str) -> str:
        """Returns the query for a field, with further variables."""
        variables = " ".join([*self._declared, *declared])
        return "\n".join([f"query{f'({variables})' if variables else ''} {{ {field} }}", *self._fragments])


def _reached(
    nodes: Iterable[Node], known: Mapping[str, FragmentDefinitionNode]
) -> tuple[list[FragmentDefinitionNode], set[str]]:
    """Returns the fragments that are spread below these nodes, to any depth, and the names of all variables there."""
    found: dict[str, FragmentDefinitionNode] = {}
    variables: set[str] = set()
    waiting = list(nodes)

    class Names(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
            name = node.name.value
            if name not in found:
                found[name] = known[name]
                waiting.append(known[name])

        def enter_variable(self, node: VariableNode, *_: Any) -> None:
            variables.add(node.name.value)

    while waiting:
        visit(waiting.pop(), Names())
    return list(found.values()), variables
