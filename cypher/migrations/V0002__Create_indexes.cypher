// Range indexes: looked up, filtered or sorted by.
CREATE INDEX video_url IF NOT EXISTS FOR (video:Video) ON (video.url);
CREATE INDEX video_sort_date IF NOT EXISTS FOR (video:Video) ON (video.sortDate);
CREATE INDEX video_published_on IF NOT EXISTS FOR (video:Video) ON (video.publishedOn);
CREATE INDEX video_search_title IF NOT EXISTS FOR (video:Video) ON (video.searchTitle);
CREATE INDEX video_added_at IF NOT EXISTS FOR (video:Video) ON (video.addedAt);
CREATE INDEX video_duration IF NOT EXISTS FOR (video:Video) ON (video.durationSeconds);
CREATE INDEX channel_name IF NOT EXISTS FOR (channel:Channel) ON (channel.name);
CREATE INDEX topic_search_name IF NOT EXISTS FOR (topic:Topic) ON (topic.searchName);
CREATE INDEX topic_video_count IF NOT EXISTS FOR (topic:Topic) ON (topic.videoCount);
CREATE INDEX entity_search_name IF NOT EXISTS FOR (entity:Entity) ON (entity.searchName);
CREATE INDEX entity_mention_count IF NOT EXISTS FOR (entity:Entity) ON (entity.mentionCount);
CREATE INDEX entity_video_count IF NOT EXISTS FOR (entity:Entity) ON (entity.videoCount);
CREATE INDEX entity_relationship_count IF NOT EXISTS FOR (entity:Entity) ON (entity.relationshipCount);
CREATE INDEX entity_last_mentioned_on IF NOT EXISTS FOR (entity:Entity) ON (entity.lastMentionedOn);
CREATE INDEX alias_search_name IF NOT EXISTS FOR (alias:Alias) ON (alias.searchName);
CREATE INDEX evidence_relationship_id IF NOT EXISTS FOR (evidence:Evidence) ON (evidence.relationshipId);
// The latest talks about an entity, and the earliest, without reading the others.
CREATE INDEX features_entity_sort_date IF NOT EXISTS
FOR ()-[features:FEATURES]-() ON (features.entityId, features.sortDate);

// Text indexes: CONTAINS.
CREATE TEXT INDEX video_title_text IF NOT EXISTS FOR (video:Video) ON (video.searchTitle);
CREATE TEXT INDEX topic_name_text IF NOT EXISTS FOR (topic:Topic) ON (topic.searchName);
CREATE TEXT INDEX alias_name_text IF NOT EXISTS FOR (alias:Alias) ON (alias.searchName);

// Full-text indexes. Names keep every word and lose accents; prose is stemmed.
CREATE FULLTEXT INDEX alias_names IF NOT EXISTS FOR (alias:Alias) ON EACH [alias.name, alias.searchName]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX topic_names IF NOT EXISTS FOR (topic:Topic) ON EACH [topic.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX video_titles IF NOT EXISTS FOR (video:Video) ON EACH [video.title, video.description]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX segment_texts IF NOT EXISTS FOR (segment:Segment) ON EACH [segment.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX chapter_titles IF NOT EXISTS FOR (chapter:Chapter) ON EACH [chapter.title]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
CREATE FULLTEXT INDEX summary_texts IF NOT EXISTS
FOR (part:Video|SummarySection|SummaryBullet) ON EACH [part.summary, part.heading, part.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
