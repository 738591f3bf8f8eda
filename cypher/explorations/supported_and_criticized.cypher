// Who supports and who criticizes an entity, in which words. Takes any name or alias.
:param name => 'Full node';
MATCH (:Alias {searchName: toLower($name)})-[:NAMES]->(target:Entity)
MATCH (source:Entity)-[relationship:SUPPORTS|CRITICIZES]->(target)
MATCH (evidence:Evidence {relationshipId: relationship.id})-[:SAID_IN]->(segment:Segment)<-[:HAS_SEGMENT]-(video:Video)
WITH DISTINCT source, relationship, evidence, video
RETURN source.name AS source, type(relationship) AS type, evidence.quote AS quote, video.title AS title, evidence.startSeconds AS seconds
ORDER BY type, source, video.publishedOn, seconds
