"""Bytes to text: encodings, and the contents of packed files."""
