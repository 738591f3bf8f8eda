// The quotes of a talk that support stated connections.
// mode: read
// parameters: video
// columns: quotes
MATCH (video:Video)
WHERE video.id = $video
RETURN COLLECT {
    MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
    WHERE evidence.type <> 'MENTIONED_WITH'
    RETURN DISTINCT evidence.quote
  } AS quotes
