// Where the entity is named, latest video first, in playing order within one.
//
// By the videos that feature it, in the order of the index, so that of a hub only the first are read.
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
