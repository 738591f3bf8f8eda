// An entity with its 20 relationships with the strongest evidence, the best evidence of each, and its 20 latest mentions.
MATCH (this:Entity {id: $id})
CALL (this) {
  MATCH (this)-[relationship:TYPES]-(:Entity)
  WITH relationship
  ORDER BY relationship.weight DESC, relationship.id
  LIMIT 20
  CALL (relationship) {
    MATCH (evidence:Evidence {id: relationship.quoteId})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)
    RETURN [evidence.quote, evidence.startSeconds, video.id, video.title] AS best
    LIMIT 1
  }
  RETURN collect([relationship.id, type(relationship), relationship.weight, startNode(relationship).name,
    endNode(relationship).name, best]) AS relationships
}
CALL (this) {
  MATCH (video:Video)-[features:FEATURES]->(:Entity)
  WHERE features.entityId = $id AND features.sortDate >= date('0001-01-01') AND features.mentionCount > 0
  WITH video, features
  ORDER BY features.entityId DESC, features.sortDate DESC
  LIMIT 20
  MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(named)
  WHERE named = this
  WITH mention, segment, video
  ORDER BY video.sortDate DESC, video.id, segment.index
  LIMIT 20
  RETURN collect([mention.text, segment.id, segment.text, segment.startSeconds, video.id, video.title]) AS mentions
}
RETURN this.name, this.kind, this.description, COLLECT { MATCH (alias:Alias)-[:NAMES]->(this) RETURN alias.name },
  this.mentionCount, this.videoCount, this.relationshipCount, relationships, mentions
