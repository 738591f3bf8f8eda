// Channels by the beginnings of the words of their names, without case and accents, for suggestions.
CREATE FULLTEXT INDEX channel_names IF NOT EXISTS FOR (channel:Channel) ON EACH [channel.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
