// Corrects the sort keys of videos.
// mode: write
// parameters: rows: [{id, sortDate, sortDuration}]
UNWIND $rows AS row
MATCH (video:Video {id: row.id})
SET video.sortDate = date(row.sortDate), video.sortDuration = row.sortDuration
