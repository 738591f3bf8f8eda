// Mentions of an entity by month, from the index alone.
MATCH ()-[features:FEATURES]->()
WHERE features.entityId = $id AND features.sortDate > date('0001-01-01')
RETURN date.truncate('month', features.sortDate) AS month, sum(features.mentionCount) AS mentions, count(*) AS videos
ORDER BY month
