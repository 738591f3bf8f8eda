// Gives a webhook a new secret. For a day the one before signs too. No row if there is none.
// mode: write
// parameters: id, secret
// columns: id
MATCH (hook:Webhook {id: $id})
SET hook.earlierSecret = hook.secret, hook.earlierUntil = datetime.realtime() + duration({days: 1}), hook.secret = $secret
RETURN hook.id AS id
