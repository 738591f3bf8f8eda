// Keys: one constraint for each key of model.toml. MERGE and the locks of the loader rest on them.
CREATE CONSTRAINT channel_id IF NOT EXISTS FOR (channel:Channel) REQUIRE channel.id IS UNIQUE;
CREATE CONSTRAINT video_id IF NOT EXISTS FOR (video:Video) REQUIRE video.id IS UNIQUE;
CREATE CONSTRAINT speaker_id IF NOT EXISTS FOR (speaker:Speaker) REQUIRE speaker.id IS UNIQUE;
CREATE CONSTRAINT segment_id IF NOT EXISTS FOR (segment:Segment) REQUIRE segment.id IS UNIQUE;
CREATE CONSTRAINT chapter_id IF NOT EXISTS FOR (chapter:Chapter) REQUIRE chapter.id IS UNIQUE;
CREATE CONSTRAINT summary_section_id IF NOT EXISTS FOR (section:SummarySection) REQUIRE section.id IS UNIQUE;
CREATE CONSTRAINT summary_bullet_id IF NOT EXISTS FOR (bullet:SummaryBullet) REQUIRE bullet.id IS UNIQUE;
CREATE CONSTRAINT topic_id IF NOT EXISTS FOR (topic:Topic) REQUIRE topic.id IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (entity:Entity) REQUIRE entity.id IS UNIQUE;
CREATE CONSTRAINT alias_key IF NOT EXISTS FOR (alias:Alias) REQUIRE alias.key IS UNIQUE;
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (evidence:Evidence) REQUIRE evidence.id IS UNIQUE;
CREATE CONSTRAINT name_lock_key IF NOT EXISTS FOR (lock:NameLock) REQUIRE lock.key IS UNIQUE;
CREATE CONSTRAINT decided_name_key IF NOT EXISTS FOR (decided:DecidedName) REQUIRE decided.key IS UNIQUE;
CREATE CONSTRAINT renamed_entity_id IF NOT EXISTS FOR (renamed:RenamedEntity) REQUIRE renamed.id IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.id IS UNIQUE;
CREATE CONSTRAINT decision_merged IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.mergedId IS UNIQUE;
CREATE CONSTRAINT decision_pair IF NOT EXISTS FOR (decision:Decision) REQUIRE decision.pairKey IS UNIQUE;
CREATE CONSTRAINT kept_document_id IF NOT EXISTS FOR (kept:KeptDocument) REQUIRE kept.id IS UNIQUE;
CREATE CONSTRAINT change_seq IF NOT EXISTS FOR (change:Change) REQUIRE change.seq IS UNIQUE;
CREATE CONSTRAINT change_counter_id IF NOT EXISTS FOR (counter:ChangeCounter) REQUIRE counter.id IS UNIQUE;
CREATE CONSTRAINT idempotency_key_id IF NOT EXISTS FOR (key:IdempotencyKey) REQUIRE key.id IS UNIQUE;
CREATE CONSTRAINT api_key_id IF NOT EXISTS FOR (key:ApiKey) REQUIRE key.id IS UNIQUE;
CREATE CONSTRAINT upload_id IF NOT EXISTS FOR (upload:Upload) REQUIRE upload.id IS UNIQUE;
CREATE CONSTRAINT job_id IF NOT EXISTS FOR (job:Job) REQUIRE job.id IS UNIQUE;
CREATE CONSTRAINT job_input_id IF NOT EXISTS FOR (input:JobInput) REQUIRE input.id IS UNIQUE;
CREATE CONSTRAINT job_queue_id IF NOT EXISTS FOR (queue:JobQueue) REQUIRE queue.id IS UNIQUE;
CREATE CONSTRAINT webhook_id IF NOT EXISTS FOR (hook:Webhook) REQUIRE hook.id IS UNIQUE;
CREATE CONSTRAINT follow_id IF NOT EXISTS FOR (follow:Follow) REQUIRE follow.id IS UNIQUE;
CREATE CONSTRAINT episode_id IF NOT EXISTS FOR (episode:Episode) REQUIRE episode.id IS UNIQUE;

// Also unique: the slugs, which are looked up, and the numbers of jobs, by which these are listed.
CREATE CONSTRAINT channel_slug IF NOT EXISTS FOR (channel:Channel) REQUIRE channel.slug IS UNIQUE;
CREATE CONSTRAINT video_slug IF NOT EXISTS FOR (video:Video) REQUIRE video.slug IS UNIQUE;
CREATE CONSTRAINT topic_slug IF NOT EXISTS FOR (topic:Topic) REQUIRE topic.slug IS UNIQUE;
CREATE CONSTRAINT entity_slug IF NOT EXISTS FOR (entity:Entity) REQUIRE entity.slug IS UNIQUE;
CREATE CONSTRAINT follow_url IF NOT EXISTS FOR (follow:Follow) REQUIRE follow.url IS UNIQUE;
CREATE CONSTRAINT job_number IF NOT EXISTS FOR (job:Job) REQUIRE job.number IS UNIQUE;

// Range indexes: looked up, filtered or sorted by. What may be unknown is sorted and filtered by its sort key.
CREATE INDEX channel_name IF NOT EXISTS FOR (channel:Channel) ON (channel.name);
CREATE INDEX channel_search_name IF NOT EXISTS FOR (channel:Channel) ON (channel.searchName);
CREATE INDEX channel_url IF NOT EXISTS FOR (channel:Channel) ON (channel.url);
CREATE INDEX video_url IF NOT EXISTS FOR (video:Video) ON (video.url);
CREATE INDEX video_sort_date IF NOT EXISTS FOR (video:Video) ON (video.sortDate);
CREATE INDEX video_search_title IF NOT EXISTS FOR (video:Video) ON (video.searchTitle);
CREATE INDEX video_added_at IF NOT EXISTS FOR (video:Video) ON (video.addedAt);
CREATE INDEX video_sort_duration IF NOT EXISTS FOR (video:Video) ON (video.sortDuration);
// A file that was imported is recognised without extracting it again.
CREATE INDEX video_source_hash IF NOT EXISTS FOR (video:Video) ON (video.sourceHash);
CREATE INDEX topic_search_name IF NOT EXISTS FOR (topic:Topic) ON (topic.searchName);
CREATE INDEX topic_video_count IF NOT EXISTS FOR (topic:Topic) ON (topic.videoCount);
CREATE INDEX entity_search_name IF NOT EXISTS FOR (entity:Entity) ON (entity.searchName);
CREATE INDEX entity_mention_count IF NOT EXISTS FOR (entity:Entity) ON (entity.mentionCount);
CREATE INDEX entity_video_count IF NOT EXISTS FOR (entity:Entity) ON (entity.videoCount);
CREATE INDEX entity_relationship_count IF NOT EXISTS FOR (entity:Entity) ON (entity.relationshipCount);
CREATE INDEX entity_sort_date IF NOT EXISTS FOR (entity:Entity) ON (entity.sortDate);
CREATE INDEX alias_search_name IF NOT EXISTS FOR (alias:Alias) ON (alias.searchName);
// Names by what their spellings share.
CREATE INDEX alias_match_key IF NOT EXISTS FOR (alias:Alias) ON (alias.matchKey);
CREATE INDEX alias_first_key IF NOT EXISTS FOR (alias:Alias) ON (alias.firstKey);
CREATE INDEX alias_family_key IF NOT EXISTS FOR (alias:Alias) ON (alias.familyKey);
CREATE INDEX evidence_relationship_id IF NOT EXISTS FOR (evidence:Evidence) ON (evidence.relationshipId);
// A page of the evidence of a relationship, the surest first, and of equally sure quotes the one that was said earlier in its talk.
CREATE INDEX evidence_sort_confidence IF NOT EXISTS
FOR (evidence:Evidence) ON (evidence.relationshipId, evidence.sortConfidence, evidence.sortSeconds, evidence.id);
// A page of evidence, newest first. With the type and the relationship in the index, no node that is not asked for is read.
CREATE INDEX evidence_sort_date IF NOT EXISTS
FOR (evidence:Evidence) ON (evidence.sortDate, evidence.type, evidence.relationshipId, evidence.id);
// The latest talks about an entity, and the earliest, without reading the others.
CREATE INDEX features_entity_sort_date IF NOT EXISTS
FOR ()-[features:FEATURES]-() ON (features.entityId, features.sortDate);
CREATE INDEX decided_name_entity IF NOT EXISTS FOR (decided:DecidedName) ON (decided.entityId);
CREATE INDEX decision_entity IF NOT EXISTS FOR (decision:Decision) ON (decision.entityId);
CREATE INDEX decision_slug IF NOT EXISTS FOR (decision:Decision) ON (decision.slug);
CREATE INDEX decision_survivor IF NOT EXISTS FOR (decision:Decision) ON (decision.survivorId);
CREATE INDEX decision_one IF NOT EXISTS FOR (decision:Decision) ON (decision.one);
CREATE INDEX decision_other IF NOT EXISTS FOR (decision:Decision) ON (decision.other);
CREATE INDEX decision_group IF NOT EXISTS FOR (decision:Decision) ON (decision.groupId);
CREATE INDEX decision_video IF NOT EXISTS FOR (decision:Decision) ON (decision.videoId);
CREATE INDEX idempotency_key_created IF NOT EXISTS FOR (key:IdempotencyKey) ON (key.createdAt);
CREATE INDEX api_key_created IF NOT EXISTS FOR (key:ApiKey) ON (key.createdAt);
CREATE INDEX upload_owner IF NOT EXISTS FOR (upload:Upload) ON (upload.owner);
CREATE INDEX upload_path IF NOT EXISTS FOR (upload:Upload) ON (upload.path);
CREATE INDEX upload_expires IF NOT EXISTS FOR (upload:Upload) ON (upload.expiresAt);
CREATE INDEX job_state IF NOT EXISTS FOR (job:Job) ON (job.state, job.number);
CREATE INDEX job_turn IF NOT EXISTS FOR (job:Job) ON (job.turn);
CREATE INDEX webhook_created IF NOT EXISTS FOR (hook:Webhook) ON (hook.createdAt);
CREATE INDEX follow_created IF NOT EXISTS FOR (follow:Follow) ON (follow.createdAt);
CREATE INDEX episode_follow IF NOT EXISTS FOR (episode:Episode) ON (episode.followId);
CREATE INDEX episode_job IF NOT EXISTS FOR (episode:Episode) ON (episode.jobId);

// Text indexes: CONTAINS.
CREATE TEXT INDEX video_title_text IF NOT EXISTS FOR (video:Video) ON (video.searchTitle);
CREATE TEXT INDEX topic_name_text IF NOT EXISTS FOR (topic:Topic) ON (topic.searchName);
CREATE TEXT INDEX alias_name_text IF NOT EXISTS FOR (alias:Alias) ON (alias.searchName);
CREATE TEXT INDEX segment_search_text IF NOT EXISTS FOR (segment:Segment) ON (segment.searchText);

// Full-text indexes of names: every word, without accents.
CREATE FULLTEXT INDEX alias_names IF NOT EXISTS FOR (alias:Alias) ON EACH [alias.name, alias.searchName]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX topic_names IF NOT EXISTS FOR (topic:Topic) ON EACH [topic.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX channel_names IF NOT EXISTS FOR (channel:Channel) ON EACH [channel.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};

// Ids as they are: no other index of Neo4j finds a node by one item of a list.
CREATE FULLTEXT INDEX former_videos IF NOT EXISTS FOR (video:Video) ON EACH [video.formerIds]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};

// Full-text indexes of prose: stemmed. They read the search forms, so that "cafe" finds "café": no analyzer of Neo4j's both stems
// and folds accents.
CREATE FULLTEXT INDEX video_titles IF NOT EXISTS FOR (video:Video) ON EACH [video.searchTitle, video.searchDescription]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX segment_texts IF NOT EXISTS FOR (segment:Segment) ON EACH [segment.searchText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX chapter_titles IF NOT EXISTS FOR (chapter:Chapter) ON EACH [chapter.searchTitle]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX summary_texts IF NOT EXISTS
FOR (part:Video|SummarySection|SummaryBullet) ON EACH [part.searchSummary, part.searchHeading, part.searchText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
