"""What can be done with the graph, once: import, delete, merge, correct, undo, export, and so on. The command line calls these
functions, and so does whatever else comes in.

An action is an async function of the graph and a typed input (`MergeEntities`), and returns a typed report (`MergeReport`). It
prints nothing, reads no setting and no environment, and raises the errors of `service/errors.py`. Progress goes to what the caller gives.
"""
