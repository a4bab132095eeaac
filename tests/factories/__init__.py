"""Rows for tests, made in one line each. Areas are not made: the test database holds the gazetteer."""
