// What the import reported, once it has succeeded.
//
// yields: report: MAP
UNWIND CASE WHEN this.reportOutcome IS NULL THEN [] ELSE [this] END AS job
WITH {
  outcome: job.reportOutcome, videoId: job.videoId, slug: job.reportSlug,
  segmentCount: job.reportCounts[0], speakerCount: job.reportCounts[1], chapterCount: job.reportCounts[2], sectionCount: job.reportCounts[3],
  bulletCount: job.reportCounts[4], topicCount: job.reportCounts[5], entityCount: job.reportCounts[6], mentionCount: job.reportCounts[7],
  relationshipCount: job.reportCounts[8], evidenceCount: job.reportCounts[9],
  reasons: job.reportDropped, counts: job.reportDroppedCounts, notes: job.reportNotes, replaced: job.reportReplaced, sameTitle: job.reportSameTitle,
  others: job.reportSameWords, shares: job.reportShares, same: job.reportSame, missing: job.reportMissing, pairs: job.reportCandidates,
  decisionId: job.reportDecision, newConnectionCount: job.reportConnections[0], goneConnectionCount: job.reportConnections[1],
  keptConnectionCount: job.reportConnections[2], broughtConnections: job.reportNew, lostConnections: job.reportGone,
  decisionCount: job.reportDecisions[0], newDecisionCount: job.reportDecisions[1], olderDecisionCount: job.reportDecisions[2],
  correctedVideoCount: job.reportDecisions[3]
} AS report
