"""What can be done with the graph, in one place: import, delete, merge, correct, undo, export, and so on. The command
line and other entry points call these functions.

An action is an async function from the graph and a typed input (`MergeEntities`) to a typed report (`MergeReport`).
It prints nothing, reads no settings or environment, and raises the errors of `service/errors.py`. The caller passes
in an object that receives the progress.
"""
