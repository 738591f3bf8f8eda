// The result of a mutation.
WITH {followId: 'follow:none'} AS this
