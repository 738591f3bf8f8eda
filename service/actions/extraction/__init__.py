"""Talks read and extracted in processes of their own, ahead of their turn."""
