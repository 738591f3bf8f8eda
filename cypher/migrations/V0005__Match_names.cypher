// Names by what their spellings share. `videograph doctor --repair` gives these keys to aliases of earlier versions.
CREATE CONSTRAINT name_lock_key IF NOT EXISTS FOR (lock:NameLock) REQUIRE lock.key IS UNIQUE;
CREATE INDEX alias_match_key IF NOT EXISTS FOR (alias:Alias) ON (alias.matchKey);
CREATE INDEX alias_first_key IF NOT EXISTS FOR (alias:Alias) ON (alias.firstKey);
CREATE INDEX alias_family_key IF NOT EXISTS FOR (alias:Alias) ON (alias.familyKey);
