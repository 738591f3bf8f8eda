// A match without a member's arguments and members.
WITH {member: {coordinate: 'Video', arguments: [], members: []}} AS this
