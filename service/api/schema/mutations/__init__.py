"""The mutations: their inputs, results and root type, made of what the actions declare. `service/api/execution/mutations/` runs them."""
