"""Pages that render models. All of them show the public what the public may see, whoever asks."""
