"""What leaves the program as files: the JSON of `extract` and `check`, ledgers, 整改单, single tables."""
