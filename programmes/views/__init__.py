"""Pages of the work app, one module a screen."""
