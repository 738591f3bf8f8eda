// The address and the valid secrets of a webhook. No row if there is none.
// mode: read
// parameters: id
// columns: url, secrets
MATCH (hook:Webhook {id: $id})
RETURN hook.url AS url, [hook.secret] + CASE WHEN hook.earlierUntil > datetime() THEN [hook.earlierSecret] ELSE [] END AS secrets
