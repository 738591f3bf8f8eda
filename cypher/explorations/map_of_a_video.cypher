// What a video says of whom and what, as a picture. A piece of the title.
:param piece => 'LeCun';
MATCH (video:Video)
WHERE video.searchTitle CONTAINS toLower($piece)
MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)-[:SUBJECT]->(subject:Entity)
WITH DISTINCT subject, evidence.relationshipId AS id
MATCH (subject)-[relationship]-(other:Entity)
WHERE relationship.id = id AND type(relationship) <> 'MENTIONED_WITH'
RETURN DISTINCT subject, relationship, other
