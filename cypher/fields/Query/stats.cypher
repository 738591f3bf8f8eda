// Counts over the whole graph. Numbers come from Neo4j's own counters, dates from both ends of the index.
//
// yields: stats: MAP
WITH COUNT { (:Video) } AS videoCount, COUNT { (:Segment) } AS segmentCount, COUNT { (:Entity) } AS entityCount,
  COUNT { (:Evidence) } AS evidenceCount, COUNT { (:Topic) } AS topicCount,
  COUNT { ()-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->() } AS relationshipCount,
  COLLECT { MATCH (video:Video) WHERE video.sortDate > date('0001-01-01') RETURN video.sortDate ORDER BY video.sortDate ASC LIMIT 1 } AS earliest,
  COLLECT { MATCH (video:Video) WHERE video.sortDate > date('0001-01-01') RETURN video.sortDate ORDER BY video.sortDate DESC LIMIT 1 } AS latest
WITH {videoCount: videoCount, segmentCount: segmentCount, entityCount: entityCount, evidenceCount: evidenceCount,
  topicCount: topicCount, relationshipCount: relationshipCount, coMentionCount: COUNT { ()-[:MENTIONED_WITH]->() },
  firstPublishedOn: toString(earliest[0]), lastPublishedOn: toString(latest[0])} AS stats
