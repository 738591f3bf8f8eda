// The channel.
//
// yields: channel: Channel
WITH this.channel AS channel
