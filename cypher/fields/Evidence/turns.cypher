// What each speaker says of the quote, in playing order; `turns_of` in service/domain/quotes.py is the same in Python.
//
// The words of a turn are those between its first segment and that of the next turn. `joined` has the texts of the segments, with a
// space after each; in it the quote begins at `offset`, behind `least`, because it reaches into the last segment.
//
// yields: turn: MAP
// order: turn.index ASC
// key: turn.index
MATCH (this)-[:SAID_IN]->(segment:Segment)
OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker)
OPTIONAL MATCH (speaker)-[:IS]->(person:Person)
WITH this.quote AS quote, segment, speaker, coalesce(person.id, speaker.id, '') AS who
ORDER BY segment.index
WITH quote, collect({text: segment.text, seconds: segment.startSeconds, speakerId: speaker.id, who: who}) AS parts
WITH quote, parts, [place IN range(0, size(parts) - 1) WHERE place = 0 OR parts[place].who <> parts[place - 1].who] AS starts
WITH quote, parts, starts, CASE WHEN size(starts) > 1 THEN reduce(text = '', part IN parts | text + part.text + ' ') ELSE '' END AS joined
WITH quote, parts, starts, joined, size(joined) - size(parts[-1].text) - size(quote) AS least
WITH quote, parts, starts, CASE
    WHEN size(starts) = 1 THEN 0
    WHEN least > 0 THEN least + size(split(substring(joined, least), quote)[0])
    ELSE size(split(joined, quote)[0])
  END AS offset
UNWIND range(0, size(starts) - 1) AS index
WITH index, quote, parts[starts[index]] AS first,
  reduce(length = 0, part IN parts[..starts[index]] | length + size(part.text) + 1) - offset AS begin,
  reduce(length = 0, part IN parts[..coalesce(starts[index + 1], size(parts))] | length + size(part.text) + 1) - offset - 1 AS end
WITH index, quote, first, CASE WHEN index = 0 THEN 0 ELSE begin END AS begin, end
WITH {index: index, words: substring(quote, begin, end - begin), startSeconds: first.seconds, speakerId: first.speakerId} AS turn
