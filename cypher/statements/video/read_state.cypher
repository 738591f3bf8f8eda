// The data of videos that the loader compares. No row for a missing one; nulls for one that was just created.
// mode: read
// parameters: ids
// columns: id, contentHash, authority, sourceHash, url, slug, title, publishedOn, durationSeconds, revision, importedBy, addedAt, recording, recordingType, formerIds
UNWIND $ids AS id
MATCH (video:Video {id: id})
RETURN video.id AS id, video.contentHash AS contentHash, video.authority AS authority, video.sourceHash AS sourceHash,
  video.url AS url, video.slug AS slug, video.title AS title, toString(video.publishedOn) AS publishedOn,
  video.durationSeconds AS durationSeconds, video.revision AS revision, video.importedBy AS importedBy,
  toString(video.addedAt) AS addedAt, video.recording AS recording, video.recordingType AS recordingType,
  coalesce(video.formerIds, []) AS formerIds
