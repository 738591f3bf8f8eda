"""The mutations: their inputs, their results, and the root type. `service/api/execution/mutations/` runs the actions."""
