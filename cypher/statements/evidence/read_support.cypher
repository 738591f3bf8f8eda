// Both ends of a piece of evidence. `supported`: whether something else in the video is said under the same name, or whether the only name
// of the entity is that of a speaker. `quotes`: other quotes of the video that state the same type. `count`: quotes of the connection in all videos.
// mode: read
// parameters: video, id
// columns: ends, quotes, count
MATCH (evidence:Evidence {id: $id})
MATCH (video:Video {id: $video})
CALL (evidence, video) {
  MATCH (evidence)-[end:SUBJECT|OBJECT]->(entity:Entity)
  RETURN collect({
    id: entity.id, name: entity.name,
    supported: EXISTS {
      MATCH (video)-[:HAS_SEGMENT]->(:Segment)-[mention:MENTIONS]->(entity)
      WHERE mention.aliasKey = end.aliasKey
    } OR EXISTS {
      MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(other:Evidence)-[same:SUBJECT|OBJECT]->(entity)
      WHERE other.id <> $id AND same.aliasKey = end.aliasKey
    } OR (
      EXISTS { (video)-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(entity) }
      AND COUNT { (video)-[:GIVES_NAME]->(:Alias)-[:NAMES]->(entity) } = 1
    )
  }) AS ends
}
CALL (evidence, video) {
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(other:Evidence)
  WHERE other.id <> $id AND coalesce(other.statedType, other.type) = coalesce(evidence.statedType, evidence.type)
  RETURN collect(DISTINCT other.quote) AS quotes
}
RETURN ends, quotes, COUNT { (:Evidence {relationshipId: evidence.relationshipId}) } AS count
