// Sets the date of a video on its quotes and on what it says about entities.
// mode: write
// parameters: video, sortDate
MATCH (video:Video {id: $video})
CALL (video) {
  MATCH (video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
  WITH DISTINCT evidence
  SET evidence.sortDate = date($sortDate)
}
CALL (video) {
  MATCH (video)-[features:FEATURES]->(:Entity)
  SET features.sortDate = date($sortDate)
}
