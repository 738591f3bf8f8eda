"""The decisions that the graph stores: on names, and on pairs that are not one."""
