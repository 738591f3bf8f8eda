"""The page's shell: the HTML document of each address, before any script runs."""
