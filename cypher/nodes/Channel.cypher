// A channel by its id.
//
// yields: channel: Channel
// shows: channel.name
MATCH (channel:Channel)
WHERE channel.id IN $ids
