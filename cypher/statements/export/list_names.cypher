// Of the values of a selection, those that something has: ids, slugs, addresses or names.
// mode: read
// parameters: asked
// columns: kind, value
CALL () {
  UNWIND $asked.videos AS value
  MATCH (video:Video)
  WHERE video.id = value OR video.slug = value OR video.url = value
  RETURN 'talk' AS kind, value
  UNION
  UNWIND $asked.channels AS value
  MATCH (channel:Channel)
  WHERE channel.id = value OR channel.slug = value OR channel.name = value
  RETURN 'channel' AS kind, value
  UNION
  UNWIND $asked.topics AS value
  MATCH (topic:Topic)
  WHERE topic.id = value OR topic.slug = value OR topic.name = value
  RETURN 'topic' AS kind, value
  UNION
  UNWIND $asked.entities AS value
  MATCH (entity:Entity)
  WHERE entity.id = value OR entity.slug = value OR entity.name = value
  RETURN 'entity' AS kind, value
}
RETURN DISTINCT kind, value
