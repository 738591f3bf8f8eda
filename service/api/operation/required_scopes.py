"""The scopes that an operation needs: those of its root fields, each declared with its field in the schema."""

from collections.abc import Iterator, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from service.access.scopes import ANYBODY, Needed
from service.errors import InvalidInput


class RequiredScopes:
    """Finds the scopes of operations on one schema.

    Raises:
        InvalidInput: a root field of queries, mutations or subscriptions has no scope.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        roots = {
            OperationType.QUERY: schema.query_type,
            OperationType.MUTATION: schema.mutation_type,
            OperationType.SUBSCRIPTION: schema.subscription_type,
        }
        self._types = {kind: root.name for kind, root in roots.items() if root is not None}
        self._scopes = {
            (kind, name): _declared(f"{root.name}.{name}", field)
            for kind, root in roots.items()
            if root is not None
            for name, field in root.fields.items()
        }

    def of(
        self, operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> tuple[tuple[str, Needed], ...]:
        """Returns each root field that needs a scope, such as `Query.video`, with the scope. Fields that `@skip` leaves out count too.

        Introspection (`__schema`) needs none: the schema is public.
        """
        kind = operation.operation
        names = dict.fromkeys(_names(operation.selection_set, fragments, set()))
        found: list[tuple[str, Needed]] = []
        for name in names:
            if not name.startswith("__") and (needed := self._scopes[kind, name]) != ANYBODY:
                found.append((f"{self._types[kind]}.{name}", needed))
        return tuple(found)


def _names(
    selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode], seen: set[str]
) -> Iterator[str]:
    for one in selections.selections:
        if isinstance(one, FieldNode):
            yield one.name.value
        elif isinstance(one, FragmentSpreadNode):
            name = one.name.value
            if name not in seen:
                seen.add(name)
                yield from _names(fragments[name].selection_set, fragments, seen)
        elif isinstance(one, InlineFragmentNode):
            yield from _names(one.selection_set, fragments, seen)


def _declared(coordinate: str, field: GraphQLField) -> Needed:
    definition = field.extensions.get("strawberry-definition")
    scope: Needed | None = definition.metadata.get("scope") if definition else None
    if scope is None:
        raise InvalidInput(
            f"{coordinate} does not say which scope it needs: write `scope=` where it is declared"
        )
    return scope
