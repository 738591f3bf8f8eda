"""What ariadne-codegen generates, made to say what is so: inputs refuse what they do not know, mutations return what was changed, and a
list within an object is returned as a list."""

import ast
import re
from typing import cast

from ariadne_codegen.contrib.shorter_results import ShorterResultsPlugin
from graphql import ExecutableDefinitionNode, GraphQLInputField, GraphQLInterfaceType

_ERRORS = "UserError"
"""The interface of the results of a mutation that changed nothing. The client raises them."""


class ClientTypes(ShorterResultsPlugin):
    """Also returns the only field of a result in place of the result (`ShorterResultsPlugin`)."""

    def generate_inputs_module(self, module: ast.Module) -> ast.Module:
        for one in module.body:
            if isinstance(one, ast.ImportFrom) and one.module == "base_model":
                one.module, one.level, one.names = "inputs", 2, [ast.alias("Input", "BaseModel")]
        return super().generate_inputs_module(module)

    def generate_input_field(
        self, field_implementation: ast.AnnAssign, input_field: GraphQLInputField, field_name: str
    ) -> ast.AnnAssign:
        """Type checkers take `alias` for the only name that may be given, and the other two for none."""
        value = field_implementation.value
        if isinstance(value, ast.Call):
            value.keywords = [
                ast.keyword(name, one.value)
                for one in value.keywords
                for name in _ALIASES.get(str(one.arg), (one.arg,))
            ]
        return super().generate_input_field(field_implementation, input_field, field_name)

    def generate_result_types_module(
        self, module: ast.Module, operation_definition: ExecutableDefinitionNode
    ) -> ast.Module:
        """Leaves out the members of unions that are not returned: errors, which are raised, and those of which the operation selects nothing,
        because its arguments rule them out."""
        errors = cast(GraphQLInterfaceType, self.schema.type_map[_ERRORS])
        raised = {one.name for one in self.schema.get_possible_types(errors)}
        classes = [one for one in module.body if isinstance(one, ast.ClassDef)]
        typed = [(one, types) for one in classes if (types := _types_of(one))]
        left_out = {one.name for one, types in typed if types <= raised or _is_empty(one)}
        for one in classes:
            for field in one.body:
                if isinstance(field, ast.AnnAssign):
                    _leave_out(field, left_out)
        rebuilt = {f"{name}.model_rebuild()" for name in left_out}
        module.body = [
            one
            for one in module.body
            if not (isinstance(one, ast.ClassDef) and one.name in left_out)
            and ast.unparse(one) not in rebuilt
        ]
        return super().generate_result_types_module(module, operation_definition)

    def generate_client_module(self, module: ast.Module) -> ast.Module:
        module = super().generate_client_module(module)
        [client] = [one for one in module.body if isinstance(one, ast.ClassDef)]
        for method in client.body:
            if isinstance(method, ast.FunctionDef):
                _drop_further_keywords(method)
        return module

    def _generate_query_and_mutation_client_method(
        self, method_def: ast.FunctionDef | ast.AsyncFunctionDef, return_stmt: ast.Return
    ) -> None:
        super()._generate_query_and_mutation_client_method(method_def, return_stmt)
        self._return_inner_list(method_def)

    def _return_inner_list(self, method: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Changes a method that returns an object or None, of which a list is the only field, to return the list or None."""
        returns, end = method.returns, method.body[-1]
        if not (isinstance(returns, ast.Subscript) and isinstance(returns.slice, ast.Name)):
            return
        outer = self.class_dict.get(returns.slice.id)
        fields = [one for one in outer.body if isinstance(one, ast.AnnAssign)] if outer else []
        named = {ast.unparse(one.target): _name(one.annotation) for one in fields}
        named.pop("typename__", None)
        if len(named) != 1 or not isinstance(end, ast.Return):
            return
        [(name, inner)] = named.items()
        page = self.class_dict.get(inner)
        if page is None or not any("page_info" in ast.unparse(one) for one in page.body):
            return
        returns.slice = ast.Name(inner)
        self._update_imports(method, [inner])
        method.body[-1:] = ast.parse(
            f"found = {ast.unparse(cast(ast.expr, end.value))}\nreturn None if found is None else found.{name}"
        ).body


_ALIASES = {"alias": ("validation_alias", "serialization_alias")}


def _types_of(result: ast.ClassDef) -> set[str]:
    """Returns the GraphQL types that a class stands for."""
    for field in result.body:
        if isinstance(field, ast.AnnAssign) and ast.unparse(field.target) == "typename__":
            return set(re.findall(r"\w+", ast.unparse(field.annotation))) - {"Literal"}
    return set()


def _is_empty(result: ast.ClassDef) -> bool:
    return len(result.body) == 1 and ast.unparse(result.bases[0]) == "BaseModel"


def _name(annotation: ast.expr) -> str:
    """Returns the name of a class that an annotation may quote."""
    return ast.unparse(annotation).strip("'\"")


def _leave_out(field: ast.AnnAssign, names: set[str]) -> None:
    for union in ast.walk(field.annotation):
        if isinstance(union, ast.Subscript) and ast.unparse(union.value) == "Union":
            members = cast(ast.Tuple, union.slice).elts
            kept = [one for one in members if _name(one) not in names]
            if len(kept) < len(members):
                assert len(kept) == 1, ast.unparse(field)  # or the union keeps its discriminator
                _replace_union(field, union, kept[0])
                return


def _replace_union(field: ast.AnnAssign, union: ast.Subscript, member: ast.expr) -> None:
    """Replaces a union, with what says how its members are told apart, by its only member."""

    class Replace(ast.NodeTransformer):
        def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
            annotated = ast.unparse(node.value) == "Annotated" and union in ast.walk(node)
            return member if node is union or annotated else cast(ast.expr, self.generic_visit(node))

    field.annotation = cast(ast.expr, Replace().visit(field.annotation))
    if isinstance(field.value, ast.Call):
        field.value.keywords = [one for one in field.value.keywords if one.arg != "discriminator"]


def _drop_further_keywords(method: ast.FunctionDef) -> None:
    """A method takes no `**kwargs`, which httpx would be given: Python itself names a keyword that does not exist."""
    method.args.kwarg = None
    for call in ast.walk(method):
        if isinstance(call, ast.Call):
            call.keywords = [one for one in call.keywords if one.arg is not None]
