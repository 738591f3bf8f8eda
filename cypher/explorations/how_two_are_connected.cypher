// The shortest way from one to the other over what is said of them, as a picture. Any names or aliases, in lower case.
WITH 'alexandr wang' AS one, 'world models' AS other
MATCH (:Alias {searchName: one})-[:NAMES]->(source:Entity)
MATCH (:Alias {searchName: other})-[:NAMES]->(target:Entity)
MATCH path = shortestPath((source)-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO*..6]-(target))
RETURN path
