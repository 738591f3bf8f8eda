// A video with a count.
MATCH (video:Video {id: 'video:videograph-lecun-leaves-meta'})
WITH {video: video, count: 3} AS this
