"""From the bytes of a file to a profile: text, shape, model."""
