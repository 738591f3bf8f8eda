// One constraint for each key of model.toml: what MERGE and the locks of the loader rest on.
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
// Slugs are unique by construction; these say so, and are the indexes for looking one up.
CREATE CONSTRAINT channel_slug IF NOT EXISTS FOR (channel:Channel) REQUIRE channel.slug IS UNIQUE;
CREATE CONSTRAINT video_slug IF NOT EXISTS FOR (video:Video) REQUIRE video.slug IS UNIQUE;
CREATE CONSTRAINT topic_slug IF NOT EXISTS FOR (topic:Topic) REQUIRE topic.slug IS UNIQUE;
CREATE CONSTRAINT entity_slug IF NOT EXISTS FOR (entity:Entity) REQUIRE entity.slug IS UNIQUE;
