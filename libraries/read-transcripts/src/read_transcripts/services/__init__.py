"""Transcripts of programs and services: JSON, XML and tables of turns, sentences or words."""
