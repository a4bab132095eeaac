"""Writes of the people app: verbs, each atomic, each with the user it is done by."""
