// By which a file that was imported is known without extracting it again.
CREATE INDEX video_source_hash IF NOT EXISTS FOR (video:Video) ON (video.sourceHash);
