"""Parts of GraphQL documents, for subscriptions that are rewritten as queries."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    NamedTypeNode,
    NameNode,
    Node,
    SelectionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)


def spread_fragments(
    nodes: Iterable[Node], known: Mapping[str, FragmentDefinitionNode]
) -> list[FragmentDefinitionNode]:
    """Returns the fragments that are spread below these nodes, to any depth."""
    found: dict[str, FragmentDefinitionNode] = {}
    waiting = list(nodes)
    while waiting:
        for name in _spreads(waiting.pop()):
            if name not in found:
                found[name] = known[name]
                waiting.append(known[name])
    return list(found.values())


def _spreads(node: Node) -> list[str]:
    found: list[str] = []

    class Spreads(Visitor):
        def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
            found.append(node.name.value)

    visit(node, Spreads())
    return found


def used_variables(nodes: Iterable[Node]) -> set[str]:
    found: set[str] = set()

    class Variables(Visitor):
        def enter_variable(self, node: VariableNode, *_: Any) -> None:
            found.add(node.name.value)

    for node in nodes:
        visit(node, Variables())
    return found


def free_name(name: str, used: set[str]) -> str:
    while name in used:
        name += "_"
    return name


def name_node(value: str) -> NameNode:
    return NameNode(value=value)


def selection_set(*selections: SelectionNode) -> SelectionSetNode:
    return SelectionSetNode(selections=selections)


def field_node(name: str, selection_set: SelectionSetNode | None = None) -> FieldNode:
    return FieldNode(name=name_node(name), selection_set=selection_set)


def variable_argument(name: str, variable: str) -> ArgumentNode:
    return ArgumentNode(name=name_node(name), value=VariableNode(name=name_node(variable)))


def variable_definition(name: str, named: str) -> VariableDefinitionNode:
    return VariableDefinitionNode(
        variable=VariableNode(name=name_node(name)), type=NamedTypeNode(name=name_node(named))
    )
