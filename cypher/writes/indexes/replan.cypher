// Drops all plans and waits for statistics: a plan made on an empty graph is a scan, and stays in the cache.
// parameters: seconds
CALL db.prepareForReplanning($seconds)
