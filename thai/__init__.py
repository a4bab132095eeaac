"""The Thai language: dates, digits, names, phones, spelling, dictionary order. Pure functions, no models."""
