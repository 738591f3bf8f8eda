"""From .cypher files to fragments, and from a tree of fields to one statement."""
