// Requests that are carried out once, and decisions that were undone.
CREATE CONSTRAINT idempotency_key_id IF NOT EXISTS FOR (key:IdempotencyKey) REQUIRE key.id IS UNIQUE;
CREATE INDEX idempotency_key_created IF NOT EXISTS FOR (key:IdempotencyKey) ON (key.createdAt);
CREATE CONSTRAINT undone_decision_id IF NOT EXISTS FOR (undone:UndoneDecision) REQUIRE undone.id IS UNIQUE;
