// What prose is searched by, of videos that were imported before it was stored. Accents of other scripts than Latin go when
// their video is next changed.
MATCH (video:Video)
WHERE video.description IS NOT NULL AND video.searchDescription IS NULL
SET video.searchDescription = normalize(reduce(
  plain = toLower(normalize(video.description, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
MATCH (video:Video)
WHERE video.summary IS NOT NULL AND video.searchSummary IS NULL
SET video.searchSummary = normalize(reduce(
  plain = toLower(normalize(video.summary, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
MATCH (chapter:Chapter)
WHERE chapter.title IS NOT NULL AND chapter.searchTitle IS NULL
SET chapter.searchTitle = normalize(reduce(
  plain = toLower(normalize(chapter.title, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
MATCH (section:SummarySection)
WHERE section.heading IS NOT NULL AND section.searchHeading IS NULL
SET section.searchHeading = normalize(reduce(
  plain = toLower(normalize(section.heading, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
MATCH (bullet:SummaryBullet)
WHERE bullet.text IS NOT NULL AND bullet.searchText IS NULL
SET bullet.searchText = normalize(reduce(
  plain = toLower(normalize(bullet.text, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
// V0004 left the accents of these, and the parts of these Korean syllables.
MATCH (segment:Segment)
WHERE segment.searchText =~ '(?s).*[\u0300-\u036F\u1100-\u11FF].*'
SET segment.searchText = normalize(reduce(
  plain = toLower(normalize(segment.searchText, NFKD)),
  mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
    replace(plain, mark, '')
), NFC);
