// All webhooks, the oldest first.
//
// yields: hook: Webhook
// order: hook.createdAt ASC
MATCH (hook:Webhook)
