"""From records to the response."""
