"""The sites of one root field: the places where arguments are read, once while planning and again at each request."""

from graphql import FieldNode, GraphQLError, GraphQLField
from graphql.execution.values import VariableValues

from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import Collector
from service.api.operation.plan.operation_plan import Site
from service.api.operation.planning.catalog import Catalog
from service.api.operation.site_arguments import read_site
from service.api.schema.graphql_types import named_type
from service.errors import InvalidInput
from service.graph.compose.field_query import FieldQuery
from service.graph.compose.fragment import Fragment


class Sites:
    """Reads the arguments of fields, and keeps what a `RootPlan` needs of them, under the same names."""

    def __init__(
        self, catalog: Catalog, collector: Collector, variables: VariableValues, cursors: Cursors
    ) -> None:
        self._catalog = catalog
        self._collector = collector
        self._variables = variables
        self._cursors = cursors
        self.sites: dict[int, Site] = {}
        self.fixed: dict[int, FieldArguments] = {}
        self.asked: dict[int, FieldQuery] = {}
        self.faults: list[InvalidInput | GraphQLError] = []

    def read(
        self, parent: str, definition: GraphQLField, node: FieldNode, fragment: Fragment
    ) -> FieldArguments | InvalidInput | GraphQLError:
        """Returns the arguments of a field of the type `parent`. An error in them is returned, so that it can be reported in the field's place."""
        number = len(self.sites)
        # Cursors belong to the file's field: the five kinds share those of Entity.
        owner = "Entity" if fragment.file.parent.name == "Entity" else parent
        site = self.sites[number] = Site(
            definition,
            node,
            fragment,
            f"{owner}.{node.name.value}",
            self._catalog.largest(definition),
            self._catalog.is_connection(named_type(definition)),
            self._cursors,
        )
        try:
            read = read_site(number, site, self._variables)
        except (InvalidInput, GraphQLError) as fault:
            self.faults.append(fault)
            return fault
        self.asked[number] = read.asked
        if not self._collector.uses_variables(node):
            self.fixed[number] = read
        return read
