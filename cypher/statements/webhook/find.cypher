// The address and the secret of a webhook. No row if there is none.
// mode: read
// parameters: id
// columns: url, secret
MATCH (hook:Webhook {id: $id})
RETURN hook.url AS url, hook.secret AS secret
