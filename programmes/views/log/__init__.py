"""The coordinator's workspace at /log/."""
