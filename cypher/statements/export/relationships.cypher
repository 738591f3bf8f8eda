// Connections that begin at entities, with the talk of their strongest quote and the segments that have its words; only those of some ids, if these are given.
// mode: read
// parameters: ids, only
// columns: properties, more
UNWIND $ids AS id
MATCH (source:Entity {id: id})-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target:Entity)
WHERE $only IS NULL OR relationship.id IN $only
RETURN properties(relationship) AS properties, {
    type: type(relationship), source: id, sourceSlug: source.slug, sourceName: source.name,
    target: target.id, targetSlug: target.slug, targetName: target.name,
    place: COLLECT {
      MATCH (evidence:Evidence {id: relationship.quoteId})
      RETURN {
          video: COLLECT { MATCH (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video) RETURN video.id LIMIT 1 }[0],
          startSeconds: evidence.startSeconds,
          parts: COLLECT {
            MATCH (evidence)-[:SAID_IN]->(segment:Segment)
            OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
            OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
            RETURN {
                text: segment.text, start_seconds: segment.startSeconds,
                speaker: speaker.id, person: person.id, name: coalesce(person.name, speaker.label)
              }
            ORDER BY segment.index
          }
        }
    }[0]
  } AS more
ORDER BY id, type(relationship), target.id
