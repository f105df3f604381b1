"""What leaves the program as files: the JSON of `extract` and `check`, 问题清单, 整改单, tables as CSV."""
