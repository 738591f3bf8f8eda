// What people decide on names: what a name stands for, which two are not one, and what was merged into what.
CREATE CONSTRAINT decided_name_key IF NOT EXISTS FOR (decided:DecidedName) REQUIRE decided.key IS UNIQUE;
CREATE CONSTRAINT decided_pair_key IF NOT EXISTS FOR (pair:DecidedPair) REQUIRE pair.key IS UNIQUE;
CREATE CONSTRAINT merged_entity_id IF NOT EXISTS FOR (merged:MergedEntity) REQUIRE merged.id IS UNIQUE;
CREATE INDEX decided_name_entity IF NOT EXISTS FOR (decided:DecidedName) ON (decided.entityId);
CREATE INDEX decided_pair_one IF NOT EXISTS FOR (pair:DecidedPair) ON (pair.one);
CREATE INDEX decided_pair_other IF NOT EXISTS FOR (pair:DecidedPair) ON (pair.other);
CREATE INDEX merged_entity_slug IF NOT EXISTS FOR (merged:MergedEntity) ON (merged.slug);
CREATE INDEX merged_entity_survivor IF NOT EXISTS FOR (merged:MergedEntity) ON (merged.entityId);
