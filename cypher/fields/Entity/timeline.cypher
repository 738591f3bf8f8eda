// Mentions by month of publication, earliest first. Months without mentions and undated videos are left out.
//
// yields: point: MAP
// order: point.month ASC
// key: point.month
MATCH ()-[features:FEATURES]->(:Entity)
WHERE features.entityId = this.id AND features.sortDate > date('0001-01-01')
WITH date.truncate('month', features.sortDate) AS month, sum(features.mentionCount) AS mentionCount, count(*) AS videoCount
WHERE mentionCount > 0
WITH {month: toString(month), mentionCount: mentionCount, videoCount: videoCount} AS point
