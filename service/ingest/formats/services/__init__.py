"""Transcripts that programs list: JSON, XML and tables of turns, sentences or words."""
