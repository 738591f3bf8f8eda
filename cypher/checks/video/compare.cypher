// Videos with wrong sort keys. A missing duration counts as -1.
// mode: read
// parameters: none
// columns: key, stored, expected
MATCH (video:Video)
WITH {id: video.id} AS key,
  [{sortDate: coalesce(toString(video.sortDate), ''), sortDuration: coalesce(video.sortDuration, -1.0)}] AS stored,
  [{
    sortDate: toString(coalesce(video.publishedOn, date('0001-01-01'))), sortDuration: coalesce(video.durationSeconds, 0.0)
  }] AS expected
WHERE stored <> expected
RETURN key, stored, expected
