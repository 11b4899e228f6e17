"""From a result to a report: what is said, in which order, and in which tone; never how it looks."""
