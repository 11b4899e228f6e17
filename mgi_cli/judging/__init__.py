"""What can be said of a profile: pure functions, values in, values out."""
