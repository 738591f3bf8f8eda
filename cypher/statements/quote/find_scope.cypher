// The video and the persons that the conditions on a quote name: by id, slug or address; by id, slug or a name. Ids and slugs of merged entities lead to the remaining one.
// mode: read
// parameters: asked
// columns: videos, persons
RETURN COLLECT {
    UNWIND $asked.videoIds AS id
    MATCH (video:Video)
    WHERE video.id = id
    RETURN video.id AS id
    UNION
    MATCH (video:Video)
    WHERE video.slug = $asked.video
    RETURN video.id AS id
    UNION
    MATCH (video:Video)
    WHERE video.url = $asked.video
    RETURN video.id AS id
  } AS videos,
  COLLECT {
    MATCH (person:Entity)
    WHERE person.id = $asked.speaker
    RETURN person.id AS id
    UNION
    MATCH (person:Entity)
    WHERE person.slug = $asked.speaker
    RETURN person.id AS id
    UNION
    MATCH (merged:Decision)
    WHERE merged.mergedId = $asked.speaker
    RETURN merged.survivorId AS id
    UNION
    MATCH (merged:Decision)
    WHERE merged.slug = $asked.speaker AND merged.mergedId IS NOT NULL
    RETURN merged.survivorId AS id
    UNION
    MATCH (alias:Alias)
    WHERE alias.searchName = $asked.speakerName
    MATCH (alias)-[:NAMES]->(person:Person)
    RETURN person.id AS id
  } AS persons
