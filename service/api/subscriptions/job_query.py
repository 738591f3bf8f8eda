"""A subscription to a job as a query for `node(id:)`, which reads it as any other object."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_argument_values,
    print_ast,
)

from service.access.viewer import Viewer
from service.api.execution.prepared_operations import Requests
from service.api.execution.request import Subscribed
from service.api.operation.collect import Collector
from service.api.subscriptions.rewriting import (
    name_node,
    selection_set,
    spread_fragments,
    used_variables,
)

STATE = "_state"
"""Response key of the state, which is no part of the event."""


@dataclass(frozen=True)
class JobQuery:
    """The query for the events of one subscription. `key`: response key of its field; `id`: of the job."""

    key: str
    text: str
    variables: Mapping[str, Any]
    id: str


def job_query(requests: Requests, subscribed: Subscribed, viewer: Viewer) -> JobQuery:
    """Returns the query of a subscription to `job`.

    Raises:
        OperationRefused: it costs more than an operation may.
    """
    root = requests.schema.subscription_type
    assert root is not None
    collector = Collector(requests.schema, subscribed.fragments, subscribed.values)
    [(key, nodes)] = collector.fields(root, [subscribed.operation.selection_set]).items()
    given = get_argument_values(root.fields["job"], nodes[0], subscribed.values)
    selections = [one for node in nodes if node.selection_set for one in node.selection_set.selections]
    state = FieldNode(alias=name_node(STATE), name=name_node("state"))
    event = SelectionSetNode(selections=(*selections, state))
    on_job = InlineFragmentNode(type_condition=NamedTypeNode(name=name_node("Job")), selection_set=event)
    fragments = spread_fragments([event], subscribed.fragments)
    arguments = nodes[0].arguments or ()
    used = used_variables([event, *arguments, *fragments])
    field = FieldNode(name=name_node("node"), arguments=arguments, selection_set=selection_set(on_job))
    kept = [one for one in subscribed.operation.variable_definitions or () if one.variable.name.value in used]
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY, variable_definitions=tuple(kept), selection_set=selection_set(field)
    )
    text = print_ast(DocumentNode(definitions=(operation, *fragments)))
    variables = {name: value for name, value in subscribed.variables.items() if name in used}
    requests.prepare(text, variables, viewer=viewer)
    return JobQuery(key, text, variables, given["id"])
