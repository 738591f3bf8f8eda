"""Exports, deletes and corrects talks."""
