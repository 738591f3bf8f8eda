// Corrects the sums of speakers.
// mode: write
// parameters: rows: [{id, segmentCount, speakingSeconds}]
UNWIND $rows AS row
MATCH (speaker:Speaker {id: row.id})
SET speaker.segmentCount = row.segmentCount, speaker.speakingSeconds = row.speakingSeconds
