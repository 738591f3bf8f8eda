// Mentions of the entity, latest video first. Mentions in one video are in playing order.
//
// Reads the videos that feature it in the order of the index, so that only the first mentions of a hub are read.
//
// yields: mention: MENTIONS, segment: Segment
// order: features.entityId DESC, features.sortDate DESC, video.id ASC, segment.index ASC
// key: mention.startOffset, mention.endOffset
// use: MentionWhere
// total: this.mentionCount
MATCH (video:Video)-[features:FEATURES]->(:Entity)
USING INDEX features:FEATURES(entityId, sortDate)
WHERE features.entityId = this.id AND features.sortDate >= date('0001-01-01')
MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)-[mention:MENTIONS]->(named)
WHERE named = this
