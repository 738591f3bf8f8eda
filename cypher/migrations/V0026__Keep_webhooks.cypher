// Webhooks, each by its id.
CREATE CONSTRAINT webhook_id IF NOT EXISTS FOR (hook:Webhook) REQUIRE hook.id IS UNIQUE;
