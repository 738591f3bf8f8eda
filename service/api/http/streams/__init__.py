"""The two protocols of subscriptions: graphql-transport-ws over WebSocket, and graphql-sse (distinct connections)."""
