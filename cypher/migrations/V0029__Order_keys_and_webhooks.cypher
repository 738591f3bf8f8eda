// API keys and webhooks are listed by when they were made.
CREATE INDEX api_key_created IF NOT EXISTS FOR (key:ApiKey) ON (key.createdAt);
CREATE INDEX webhook_created IF NOT EXISTS FOR (hook:Webhook) ON (hook.createdAt);
