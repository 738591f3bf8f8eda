// Corrections of talks: rejected quotes, statements by hand, data of the video.
CREATE CONSTRAINT talk_decision_id IF NOT EXISTS FOR (decision:TalkDecision) REQUIRE decision.id IS UNIQUE;
CREATE INDEX talk_decision_video IF NOT EXISTS FOR (decision:TalkDecision) ON (decision.videoId);
