"""Signing in and out, joining with a code, one's own password and devices, the second factor."""
