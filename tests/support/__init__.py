"""Helpers of tests: graphs, talks, servers, clients, and short forms of results for assertions."""
