"""A subscription to changes as a query for pages of them.

The selection of an event is that of a change in a page, so `Query.changes` answers it: one statement reads all events
of a page, and there is no second way to read a change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_argument_values,
    print_ast,
)

from service.access.viewer import Viewer
from service.api.execution.documents import OperationRefused
from service.api.execution.prepared_operations import Requests, SubscriptionRequest
from service.api.operation.collect import Collector
from service.api.subscriptions.rewriting import (
    field_node,
    free_name,
    name_node,
    selection_set,
    spread_fragments,
    used_variables,
    variable_argument,
    variable_definition,
)

PAGE_SIZES = (50, 20, 5, 1)
"""Most events of one page: the largest number that the limit of cost allows."""


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
    schema = requests.schema
    root = schema.subscription_type
    assert root is not None
    collector = Collector(schema, subscribed.fragments, subscribed.values)
    [(key, nodes)] = collector.fields(root, [subscribed.operation.selection_set]).items()
    given = get_argument_values(root.fields["changes"], nodes[0], subscribed.values)
    found = _query(subscribed, key, nodes)
    found = replace(found, after=given.get("after"))
    for page in PAGE_SIZES:
        try:
            requests.prepare(found.text, found.values(0, page), viewer=viewer)
        except OperationRefused as refused:
            if refused.code != "QUERY_TOO_COMPLEX" or page == PAGE_SIZES[-1]:
                raise
        else:
            return replace(found, page=page)
    raise AssertionError("unreachable")


def _query(subscribed: SubscriptionRequest, key: str, nodes: list[FieldNode]) -> ChangeQuery:
    selections = tuple(one for node in nodes if node.selection_set for one in node.selection_set.selections)
    where = tuple(one for one in nodes[0].arguments or () if one.name.value == "where")
    event = SelectionSetNode(selections=selections)
    fragments = spread_fragments([event], subscribed.fragments)
    used = used_variables([event, *where, *fragments])
    after_name, count_name = (free_name(name, used) for name in ("after", "count"))
    field = FieldNode(
        name=name_node("changes"),
        arguments=(*where, variable_argument("after", after_name), variable_argument("first", count_name)),
        selection_set=selection_set(
            field_node("edges", selection_set(field_node("cursor"), field_node("node", event))),
            field_node("pageInfo", selection_set(field_node("hasNextPage"))),
        ),
    )
    kept = [one for one in subscribed.operation.variable_definitions or () if one.variable.name.value in used]
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY,
        variable_definitions=(
            *kept,
            variable_definition(after_name, "Cursor"),
            variable_definition(count_name, "Int"),
        ),
        selection_set=selection_set(field),
    )
    text = print_ast(DocumentNode(definitions=(operation, *fragments)))
    variables = {name: value for name, value in subscribed.variables.items() if name in used}
    shared = orjson.dumps([key, text, variables], option=orjson.OPT_SORT_KEYS)
    return ChangeQuery(key, text, variables, after_name, count_name, None, 1, shared)
