// All channels, by name.
//
// yields: channel: Channel
// order: channel.name ASC
MATCH (channel:Channel)
