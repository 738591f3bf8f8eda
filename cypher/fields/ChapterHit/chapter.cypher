// The chapter.
//
// yields: chapter: Chapter
WITH this.chapter AS chapter
