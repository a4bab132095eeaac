"""Writes of the places app: what is loaded from public data, and what people change."""
