// A channel with a count.
MATCH (channel:Channel {id: 'channel:videograph-talks'})
WITH {channel: channel, count: 3} AS this
