// "lukasz" finds "Łukasz": letters that have no accent to lose are folded too, in what names and prose are searched by and in
// what spellings of a name share. With "ß", which V0004 and V0008 left as it is.
MATCH (part:Video|Segment|Chapter|SummarySection|SummaryBullet|Topic|Entity|Alias)
UNWIND [
  'searchTitle', 'searchDescription', 'searchSummary', 'searchText', 'searchHeading', 'searchName', 'matchKey', 'firstKey', 'familyKey'
] AS key
WITH part, key
WHERE part[key] =~ '(?s).*[łøđħŧıæœþðɖɗɔŋɲəǝɛɓƒǥƙʋƴß].*'
SET part[key] = reduce(
  plain = part[key],
  pair IN split('łl øo đd ħh ŧt ıi æae œoe þth ðd ɖd ɗd ɔo ŋn ɲn əa ǝe ɛe ɓb ƒf ǥg ƙk ʋv ƴy ßss', ' ') |
    replace(plain, left(pair, 1), substring(pair, 1))
);
