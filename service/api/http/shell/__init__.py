"""The page's shell: the HTML document that each of its addresses gets, before any script runs."""
