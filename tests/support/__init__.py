"""What tests share: graphs and talks to test with, servers and clients, and short forms of what is asserted."""
