// Chapters with a word in their title, with links to their starts.
:param words => 'mempool';
CALL db.index.fulltext.queryNodes('chapter_titles', $words) YIELD node AS chapter
MATCH (chapter)<-[:HAS_CHAPTER]-(video:Video)
RETURN video.publishedOn AS published, video.title AS title, chapter.title AS chapter,
  chapter.startSeconds AS seconds,
  replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(chapter.startSeconds))) AS link
ORDER BY published, title, seconds
