"""Documents in and out that people edit."""
