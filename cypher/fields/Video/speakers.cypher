// Speakers of a video, the one with the longest speaking time first.
//
// yields: speaker: Speaker
// order: speaker.speakingSeconds DESC, speaker.label ASC
MATCH (this)-[:HAS_SPEAKER]->(speaker:Speaker)
