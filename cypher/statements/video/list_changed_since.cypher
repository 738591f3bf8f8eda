// Those of the videos that were written after this merge was. By Neo4j's clock, which may differ from that of who decided.
// mode: read
// parameters: ids, merged
// columns: video
MATCH (merged:Decision {mergedId: $merged})
UNWIND $ids AS id
MATCH (video:Video {id: id})
WHERE video.updatedAt >= coalesce(merged.writtenAt, merged.decidedAt)
RETURN video.id AS video
ORDER BY video
