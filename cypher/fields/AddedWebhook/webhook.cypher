// The webhook as it is now.
//
// yields: hook: Webhook
MATCH (hook:Webhook)
WHERE hook.id = this.webhookId
