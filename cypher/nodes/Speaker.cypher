// A speaker by its id.
//
// yields: speaker: Speaker
MATCH (speaker:Speaker)
WHERE speaker.id IN $ids
