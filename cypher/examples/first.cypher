// The first query that `videograph demo` suggests for Neo4j Browser: people, and what is stated about them.
MATCH (a:Person)-[r]->(b:Entity) WHERE type(r) <> 'MENTIONED_WITH' RETURN a, r, b LIMIT 50
