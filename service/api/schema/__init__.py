"""The GraphQL schema: types, inputs, enums, scalars, and which file in cypher/ answers a field."""
