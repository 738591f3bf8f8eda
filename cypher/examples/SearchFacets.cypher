// Counts of a search's hits.
WITH {kinds: [{index: 0, kind: 'TRANSCRIPT', count: 3}], years: [{index: 0, year: 2025, count: 3}],
  speakers: [{index: 0, id: 'entity:c73a3e70abe52cee04fa', count: 3}], channels: [{index: 0, id: 'channel:videograph-talks', count: 3}],
  videos: [{index: 0, id: 'video:videograph-lecun-leaves-meta', count: 3}],
  topics: [{index: 0, id: 'topic:world models', count: 3}], countedHits: 3, truncated: false} AS this
