"""Searching: what was asked (query), what there is to find (sources), what was found (lookup, statement), and
how it is shown (marking)."""
