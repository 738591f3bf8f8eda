"""Metadata of talks: sidecars, manifests, feeds, chapters."""
