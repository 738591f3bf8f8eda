// What is known of the episodes of a follow.
// mode: read
// parameters: id
// columns: id, mark, url
MATCH (episode:Episode {followId: $id})
RETURN episode.id AS id, episode.mark AS mark, episode.url AS url
