// What the chapters of a video name most often. Takes a part of the title.
:param piece => 'LeCun';
MATCH (video:Video)-[:HAS_CHAPTER]->(chapter:Chapter)
WHERE video.searchTitle CONTAINS toLower($piece)
MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[:MENTIONS]->(entity:Entity)
WHERE segment.startSeconds >= chapter.startSeconds AND segment.startSeconds < chapter.endSeconds
WITH chapter, entity, count(*) AS mentions ORDER BY mentions DESC, entity.name
RETURN chapter.title AS chapter, chapter.startSeconds AS seconds, collect(entity.name)[..3] AS named
ORDER BY seconds
