// Everything within two stated connections of an entity, as a picture.
:param name => 'Package relay';
MATCH (:Alias {searchName: toLower($name)})-[:NAMES]->(entity:Entity)
MATCH path = (entity)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO*1..2]-(:Entity)
RETURN DISTINCT path
LIMIT 100
