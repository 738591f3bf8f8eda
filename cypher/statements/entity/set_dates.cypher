// Sets the first and the last date of the mentions of entities of which a video has lost its date, from both ends of the index.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (entity:Entity {id: id})
CALL (id) {
  OPTIONAL MATCH ()-[features:FEATURES]->()
  WHERE features.entityId = id AND features.sortDate > date('0001-01-01')
  RETURN features.sortDate AS first
  ORDER BY features.entityId, features.sortDate
  LIMIT 1
}
CALL (id) {
  OPTIONAL MATCH ()-[features:FEATURES]->()
  WHERE features.entityId = id AND features.sortDate > date('0001-01-01')
  RETURN features.sortDate AS last
  ORDER BY features.entityId DESC, features.sortDate DESC
  LIMIT 1
}
SET entity.firstMentionedOn = first, entity.lastMentionedOn = last,
  entity.sortDate = coalesce(last, date('0001-01-01'))
