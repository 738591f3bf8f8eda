// Takes the write locks of what videos share with others, and of these entities: channels, entities and topics, each in the order of
// their ids.
// mode: write
// parameters: ids, entityIds
CALL () {
  UNWIND $ids AS id
  MATCH (:Video {id: id})<-[:PUBLISHED]-(channel:Channel)
  WITH DISTINCT channel
  ORDER BY channel.id
  SET channel._lock = 1
  REMOVE channel._lock
}
CALL () {
  CALL () {
    UNWIND $ids AS id
    MATCH (:Video {id: id})-[:FEATURES]->(entity:Entity)
    RETURN entity
    UNION
    UNWIND $entityIds AS id
    MATCH (entity:Entity {id: id})
    RETURN entity
  }
  WITH entity
  ORDER BY entity.id
  SET entity._lock = 1
  REMOVE entity._lock
}
CALL () {
  UNWIND $ids AS id
  MATCH (:Video {id: id})-[:DISCUSSES]->(topic:Topic)
  WITH DISTINCT topic
  ORDER BY topic.id
  SET topic._lock = 1
  REMOVE topic._lock
}
