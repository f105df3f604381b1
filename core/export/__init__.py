"""What leaves the program as files: the JSON of `extract` and `check`, 问题清单, 整改单, 核对台账, tables as CSV."""
