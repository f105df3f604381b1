"""Text dumps of reports: their tables and paragraphs, whatever program dumped them."""
