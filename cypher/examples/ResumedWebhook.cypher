// The result of a mutation.
WITH {webhookId: 'webhook:none'} AS this
