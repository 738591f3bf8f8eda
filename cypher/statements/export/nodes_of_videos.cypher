// Nodes that belong to videos, with all labels and properties.
// mode: read
// parameters: ids
// columns: labels, properties
UNWIND $ids AS id
MATCH (video:Video {id: id})
CALL (video) {
  RETURN video AS node
  UNION ALL
  MATCH (video)-[:HAS_SPEAKER]->(node:Speaker)
  RETURN node
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(node:Segment)
  RETURN node
  UNION ALL
  MATCH (video)-[:HAS_CHAPTER]->(node:Chapter)
  RETURN node
  UNION ALL
  MATCH (video)-[:HAS_SECTION]->(node:SummarySection)
  RETURN node
  UNION ALL
  MATCH (video)-[:HAS_SECTION]->(:SummarySection)-[:HAS_BULLET]->(node:SummaryBullet)
  RETURN node
  UNION ALL
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(node:Evidence)
  RETURN DISTINCT node
}
RETURN labels(node) AS labels, properties(node) AS properties
ORDER BY head(labels), node.id
