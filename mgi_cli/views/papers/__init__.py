"""Papers: documents that people keep, print and send, made from profiles. Each module makes one kind of paper."""
