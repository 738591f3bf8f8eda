// The stated connections of a video, as a picture. Takes a part of the title.
:param piece => 'LeCun';
MATCH (video:Video)
WHERE video.searchTitle CONTAINS toLower($piece)
MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)-[:SUBJECT]->(subject:Entity)
WITH DISTINCT subject, evidence.relationshipId AS id
MATCH (subject)-[relationship]-(other:Entity)
WHERE relationship.id = id AND type(relationship) <> 'MENTIONED_WITH'
RETURN DISTINCT subject, relationship, other
