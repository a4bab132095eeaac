"""Writes of the work app: verbs, each atomic, each with the user it is done by."""
