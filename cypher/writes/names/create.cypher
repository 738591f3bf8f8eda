// Makes Neo4j know names before something has them: of a name that it does not know it warns every statement that has it.
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
