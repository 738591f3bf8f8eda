// Voices of a video, the one who speaks longest first.
//
// yields: speaker: Speaker
// order: speaker.speakingSeconds DESC, speaker.label ASC
MATCH (this)-[:HAS_SPEAKER]->(speaker:Speaker)
