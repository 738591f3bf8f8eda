// Name, version and edition of the Neo4j behind the connection.
// mode: read
// parameters: none
// columns: name, version, edition
CALL dbms.components()
YIELD name, versions, edition
RETURN name, head(versions) AS version, edition
