// Those of the videos that were written after this merge was. By Neo4j's clock, which may differ from that of who decided.
// mode: read
// parameters: ids, merged
// columns: video
MATCH (merged:MergedEntity {id: $merged})
UNWIND $ids AS id
MATCH (video:Video {id: id})
WHERE video.updatedAt >= coalesce(merged.writtenAt, merged.mergedAt)
RETURN video.id AS video
ORDER BY video
