// The result of a mutation.
WITH {apiKeyId: '00000000'} AS this
