"""Subscriptions: what is committed to the graph, as events. The protocols are in `service/api/http/streams`."""
