// All indexes, those of constraints too, and whether each can be used (state ONLINE).
// parameters: none
// columns: name, state
SHOW INDEXES
YIELD name, state
ORDER BY name
RETURN name, state
