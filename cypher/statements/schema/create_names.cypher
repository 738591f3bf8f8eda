// Registers names in Neo4j before they are used. Otherwise each statement with an unknown name gets a warning.
// mode: write
// parameters: labels, types, keys
CALL () {
  UNWIND $labels AS name
  CALL db.createLabel(name)
  RETURN count(*) AS labelCount
}
CALL () {
  UNWIND $types AS name
  CALL db.createRelationshipType(name)
  RETURN count(*) AS typeCount
}
CALL () {
  UNWIND $keys AS name
  CALL db.createProperty(name)
  RETURN count(*) AS keyCount
}
FINISH
