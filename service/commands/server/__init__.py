"""The API on this machine: its address, what is loaded before the start, and queries to a running one."""
