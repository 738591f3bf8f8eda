// Hits by channel, the most frequent first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.channels[..$first] AS counted
MATCH (channel:Channel)
WHERE channel.id = counted.id
WITH {index: counted.index, count: counted.count, channel: channel} AS found
