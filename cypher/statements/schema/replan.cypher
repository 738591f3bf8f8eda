// Drops all plans and waits for statistics, because a plan for an empty graph is a scan and stays in the cache.
// mode: read
// parameters: seconds
CALL db.prepareForReplanning($seconds)
