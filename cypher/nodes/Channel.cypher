// A channel by its id.
//
// yields: channel: Channel
MATCH (channel:Channel)
WHERE channel.id IN $ids
