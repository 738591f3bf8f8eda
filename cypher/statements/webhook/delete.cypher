// Removes a webhook. No row if there is none.
// mode: write
// parameters: id
// columns: id
MATCH (hook:Webhook {id: $id})
WITH hook, hook.id AS id
DELETE hook
RETURN id
