// Merges and pairs are found by the ids of their decisions.
CREATE INDEX merged_entity_decision IF NOT EXISTS FOR (merged:MergedEntity) ON (merged.decisionId);
CREATE INDEX decided_pair_decision IF NOT EXISTS FOR (pair:DecidedPair) ON (pair.decisionId);
