// All indexes, including those of constraints, and whether each is usable (state ONLINE).
// mode: read
// parameters: none
// columns: name, state
SHOW INDEXES
YIELD name, state
ORDER BY name
RETURN name, state
