"""Writes of publishing."""
