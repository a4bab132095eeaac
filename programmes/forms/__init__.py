"""Forms of the work app."""
