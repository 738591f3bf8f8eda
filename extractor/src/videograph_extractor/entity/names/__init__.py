"""Where names stand in the words, and with which capitals."""
