// A channel by its id.
//
// yields: channel: Channel
// texts: channel.name
MATCH (channel:Channel)
WHERE channel.id IN $ids
