"""In which code page bytes are, and what packed files hold."""
