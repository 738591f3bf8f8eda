// The videos that meet all conditions that are given, each condition by any of its values: ids, slugs or addresses of videos; ids, slugs or names of channels, topics and entities; days.
// mode: read
// parameters: asked
// columns: id
MATCH (video:Video)
WHERE (size($asked.videos) = 0 OR video.id IN $asked.videos OR video.slug IN $asked.videos OR video.url IN $asked.videos)
  AND (size($asked.channels) = 0 OR EXISTS {
    MATCH (channel:Channel)-[:PUBLISHED]->(video)
    WHERE channel.id IN $asked.channels OR channel.slug IN $asked.channels OR channel.name IN $asked.channels
  })
  AND (size($asked.topics) = 0 OR EXISTS {
    MATCH (video)-[:DISCUSSES]->(topic:Topic)
    WHERE topic.id IN $asked.topics OR topic.slug IN $asked.topics OR topic.name IN $asked.topics
  })
  AND (size($asked.entities) = 0 OR EXISTS {
    MATCH (video)-[:FEATURES]->(entity:Entity)
    WHERE entity.id IN $asked.entities OR entity.slug IN $asked.entities OR entity.name IN $asked.entities
  })
  AND ($asked.since IS NULL OR video.publishedOn >= date($asked.since))
  AND ($asked.until IS NULL OR video.publishedOn < date($asked.until))
RETURN video.id AS id
ORDER BY id
