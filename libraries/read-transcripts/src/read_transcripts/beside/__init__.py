"""What lies beside a transcript, and what its file is called."""
