// Who works or worked at (past), leads, founded or left a company, and what else is stated about these people.
:param company => 'Blockstream';
MATCH (:Alias {searchName: toLower($company)})-[:NAMES]->(company:Company)
MATCH (person:Person)-[post:WORKS_AT|LEADS|FOUNDED|LEFT]->(company)
WITH company, person, type(post) + CASE WHEN post.past THEN ' (past)' ELSE '' END AS post
ORDER BY post
WITH company, person, collect(DISTINCT post) AS here
OPTIONAL MATCH (person)-[connection]->(other:Entity)
WHERE other <> company AND type(connection) <> 'MENTIONED_WITH'
WITH person, here, connection, other ORDER BY connection.weight DESC, other.name
RETURN person.name AS person, here, collect(type(connection) + ' ' + other.name) AS elsewhere
ORDER BY person
