"""What the coordinator's phone asks the server for while nobody looks at a page."""
