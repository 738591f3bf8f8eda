// Where and by whom segments are said, of those that the graph has now.
// mode: read
// parameters: asked
// columns: found
CALL () {
  UNWIND $asked.ids AS id
  MATCH (segment:Segment)
  WHERE segment.id = id
  MATCH (video:Video)-[:HAS_SEGMENT]->(segment)
  OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
  OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
  RETURN id, {
    start: segment.startSeconds, end: segment.endSeconds,
    video: video.id, slug: video.slug, title: video.title, published: toString(video.publishedOn), template: video.momentUrlTemplate,
    speaker: speaker.id, label: speaker.label, person: person.id, name: person.name
  } AS place
}
RETURN collect([id, place]) AS found
