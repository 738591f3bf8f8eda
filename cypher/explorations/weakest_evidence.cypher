// The quotes with the lowest confidence of their extractor, to review first. Takes the name of the extractor.
:param extractor => 'language model, checked against the transcript';
MATCH (evidence:Evidence)-[:SUBJECT]->(subject:Entity)
WHERE evidence.extractor STARTS WITH $extractor AND evidence.confidence IS NOT NULL AND evidence.type <> 'MENTIONED_WITH'
MATCH (evidence)-[:OBJECT]->(object:Entity)
RETURN evidence.confidence AS confidence, subject.name AS subject, evidence.type AS type, object.name AS object,
  evidence.quote AS quote
ORDER BY confidence, quote
LIMIT 20
