"""What readers share: cues, times, speakers, pieces of a long turn, JSON and XML from files."""
