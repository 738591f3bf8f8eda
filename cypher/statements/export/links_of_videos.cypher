// Relationships of the nodes that belong to videos, each once, with the labels and the keys of both ends.
// mode: read
// parameters: ids
// columns: type, start, startKey, end, endKey, properties
UNWIND $ids AS id
MATCH (video:Video {id: id})
CALL (video) {
  MATCH (video)-[link:HAS_SEGMENT|HAS_CHAPTER|HAS_SECTION|HAS_SPEAKER|DISCUSSES|FEATURES|GIVES_NAME]->()
  RETURN link
  UNION ALL
  MATCH (:Channel)-[link:PUBLISHED]->(video)
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SPEAKER]->(:Speaker)-[link:IS]->(:Person)
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SECTION]->(:SummarySection)-[link:HAS_BULLET]->(:SummaryBullet)
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SECTION]->(:SummarySection)-[:HAS_BULLET]->(:SummaryBullet)-[link:RESTS_ON]->(:Segment)
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)-[link:SPOKEN_BY|ABOUT|MENTIONS]->()
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[link:SAID_IN]-(:Evidence)
  RETURN link
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
  WITH DISTINCT evidence
  MATCH (evidence)-[link:SUBJECT|OBJECT]->(:Entity)
  RETURN link
}
WITH link, startNode(link) AS start, endNode(link) AS end
WITH link, head(labels(start)) AS start, coalesce(start.id, start.key) AS startKey,
  CASE WHEN end:Entity THEN 'Entity' ELSE head(labels(end)) END AS end, coalesce(end.id, end.key) AS endKey
RETURN type(link) AS type, start, startKey, end, endKey, properties(link) AS properties
ORDER BY type, startKey, endKey, coalesce(link.startOffset, 0), coalesce(link.endOffset, 0)
