"""Several clients that import, delete, merge, correct and undo at once, over HTTP.

Afterwards the graph must be whole: no drift, and no answer but results and expected faults. Then all decisions are undone and all talks are
imported again; the graph must be that of a fresh import.
"""
