// What people correct: the name that is shown, the kind, what is dropped, and names that are detached; and what talks said before.
CREATE CONSTRAINT renamed_entity_id IF NOT EXISTS FOR (renamed:RenamedEntity) REQUIRE renamed.id IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.id IS UNIQUE;
CREATE CONSTRAINT kept_document_id IF NOT EXISTS FOR (kept:KeptDocument) REQUIRE kept.id IS UNIQUE;
CREATE INDEX decision_entity IF NOT EXISTS FOR (decision:Decision) ON (decision.entityId);
CREATE INDEX decision_slug IF NOT EXISTS FOR (decision:Decision) ON (decision.slug);
