"""The Thai language: dates, digits, names, phones, spelling and dictionary order. Pure functions, no models."""
