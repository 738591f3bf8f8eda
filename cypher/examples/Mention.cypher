// A mention.
MATCH (:Segment)-[this:MENTIONS]->(:Entity)
WITH this LIMIT 1
