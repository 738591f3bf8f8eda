// Latest videos, behind one of them.
MATCH (video:Video)
WHERE video.sortDate <= date($date) AND (video.sortDate < date($date) OR video.id < $video)
RETURN video.id, video.title, video.publishedOn, video.sortDate
ORDER BY video.sortDate DESC, video.id DESC
LIMIT 20
