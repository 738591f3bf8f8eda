// Of evidence that was imported before it had the day of its video. A large graph has too much for one transaction.
MATCH (video:Video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(evidence:Evidence)
WHERE evidence.sortDate IS NULL
WITH DISTINCT evidence, video
CALL (evidence, video) {
  SET evidence.sortDate = video.sortDate
} IN TRANSACTIONS OF 10000 ROWS;
// Of channels that were imported before they had a name to be looked up by. Accents of other scripts than Latin go with
// `videograph doctor --repair`.
MATCH (channel:Channel)
WHERE channel.searchName IS NULL
CALL (channel) {
  SET channel.searchName = reduce(
    plain = normalize(reduce(
    plain = toLower(normalize(channel.name, NFKD)),
    mark IN split('\u0300 \u0301 \u0302 \u0303 \u0304 \u0306 \u0307 \u0308 \u0309 \u030A \u030B \u030C \u031B \u0323 \u0326 \u0327 \u0328', ' ') |
      replace(plain, mark, '')
  ), NFC),
    pair IN split('łl øo đd ħh ŧt ıi æae œoe þth ðd ɖd ɗd ɔo ŋn ɲn əa ǝe ɛe ɓb ƒf ǥg ƙk ʋv ƴy ßss', ' ') |
      replace(plain, left(pair, 1), substring(pair, 1))
  )
} IN TRANSACTIONS OF 10000 ROWS;
