// The log of changes by number, and its counter.
CREATE CONSTRAINT change_seq IF NOT EXISTS FOR (change:Change) REQUIRE change.seq IS UNIQUE;
CREATE CONSTRAINT change_counter_id IF NOT EXISTS FOR (counter:ChangeCounter) REQUIRE counter.id IS UNIQUE;
