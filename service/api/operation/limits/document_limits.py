"""Limits the size of an operation by its text, before validation. Also the error about a limit, in one form for all limits of `Limits`.

Only the syntax tree is read, each fragment once, so the check is cheap for any request.
"""

from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)
from graphql.validation.rules import overlapping_fields_can_be_merged

from service.settings.limits import Limits, limit_setting

_SPLIT = "Ask in several queries."

# Fields of one response key are compared in pairs: this number of steps takes about ten milliseconds. The name is
# graphql-core's setting for it.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 20_000


@dataclass(frozen=True)
class Shape:
    """The size of a selection with its fragments spread, and its depth."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0


class DocumentTooLarge(Exception):
    """The operation is too large; the error says in which way."""

    def __init__(self, error: GraphQLError) -> None:
        super().__init__(error.message)
        self.error = error


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """
    Raises:
        DocumentTooLarge: an operation of the document is too deep or too large.
    """
    measure = _Measure(document)
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        shape = measure.of(operation.selection_set)
        roots = len(measure.root_keys(operation.selection_set))
        for name, found, what in (
            ("depth", shape.depth, f"The operation is {shape.depth} fields deep"),
            ("root_fields", roots, f"The operation has {roots} root fields"),
            ("aliases", shape.aliases, f"The operation has {shape.aliases} aliases"),
            ("fields", shape.fields, f"The operation has {shape.fields} fields"),
        ):
            if found > getattr(limits, name):
                raise DocumentTooLarge(limit_error(what, name, found, limits, _SPLIT, operation))


class _Measure:
    """Measures selections, each fragment once. A fragment that spreads itself counts as nothing; validation reports
    it."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._shapes: dict[str, Shape] = {}

    def of(self, selection_set: SelectionSetNode) -> Shape:
        depth = aliases = fields = 0
        for selection in selection_set.selections:
            fields += 1
            step, below = 0, Shape()
            if isinstance(selection, FragmentSpreadNode):
                below = self._fragment(selection.name.value)
            elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
                below = self.of(selection.selection_set)
            if isinstance(selection, FieldNode):
                step = 1
                aliases += selection.alias is not None
            depth = max(depth, step + below.depth)
            aliases += below.aliases
            fields += below.fields
        return Shape(depth, aliases, fields)

    def _fragment(self, name: str) -> Shape:
        found = self._shapes.get(name)
        if found is None:
            self._shapes[name] = Shape()
            fragment = self._fragments.get(name)
            found = self._shapes[name] = self.of(fragment.selection_set) if fragment else Shape()
        return found

    def root_keys(self, selection_set: SelectionSetNode) -> set[str]:
        """Returns the response keys of the first level, including those in fragments."""
        keys: set[str] = set()
        seen: set[str] = set()
        waiting = [selection_set]
        while waiting:
            for selection in waiting.pop().selections:
                if isinstance(selection, FieldNode):
                    keys.add((selection.alias or selection.name).value)
                elif isinstance(selection, InlineFragmentNode):
                    waiting.append(selection.selection_set)
                elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                    seen.add(selection.name.value)
                    if fragment := self._fragments.get(selection.name.value):
                        waiting.append(fragment.selection_set)
        return keys


def limit_error(
    what: str,
    name: str,
    found: int | None,
    limits: Limits,
    advice: str,
    node: Node | None = None,
    **more: Any,
) -> GraphQLError:
    """Returns the error about the limit with this `name` in `Limits`.

    Args:
        what: beginning of the message, with the number that was found: "The operation has 60 fields".
        found: this number; None if it was not counted to the end.
        advice: what to change in the operation.
        more: values for `extensions`, besides `found`, `limit` and `setting`.
    """
    limit, setting = getattr(limits, name), limit_setting(name)
    numbers = {"limit": limit, "setting": setting, **more} | ({} if found is None else {"found": found})
    return GraphQLError(
        f"{what}: at most {limit} are allowed ({setting}). {advice}", node, extensions=numbers
    )
