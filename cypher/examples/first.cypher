// What `videograph demo` says to try first in Neo4j Browser: people, and what is stated of them.
MATCH (a:Person)-[r]->(b:Entity) WHERE type(r) <> 'MENTIONED_WITH' RETURN a, r, b LIMIT 50
