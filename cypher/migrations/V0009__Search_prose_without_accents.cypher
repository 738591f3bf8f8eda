// Prose is searched in its search form, so that "cafe" finds "café": no analyzer of Neo4j's both stems and folds accents.
DROP INDEX video_titles IF EXISTS;
CREATE FULLTEXT INDEX video_titles IF NOT EXISTS FOR (video:Video) ON EACH [video.searchTitle, video.searchDescription]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
DROP INDEX segment_texts IF EXISTS;
CREATE FULLTEXT INDEX segment_texts IF NOT EXISTS FOR (segment:Segment) ON EACH [segment.searchText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
DROP INDEX chapter_titles IF EXISTS;
CREATE FULLTEXT INDEX chapter_titles IF NOT EXISTS FOR (chapter:Chapter) ON EACH [chapter.searchTitle]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
DROP INDEX summary_texts IF EXISTS;
CREATE FULLTEXT INDEX summary_texts IF NOT EXISTS
FOR (part:Video|SummarySection|SummaryBullet) ON EACH [part.searchSummary, part.searchHeading, part.searchText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}};
