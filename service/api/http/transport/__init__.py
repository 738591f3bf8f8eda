"""What stands between a connection and a request: limits of time and number, whose requests are answered, what is kept for repeated ones."""
