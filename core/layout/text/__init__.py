"""Text dumps of reports: their tables and paragraphs, whatever program dumped them.

How the tables of a dump are written, and what reads them:

- rows between pipes, as markdown or as pages of the web are copied: `piped` makes rows between tabs of them;
- rows between tabs, blank cells kept: `tabbed`;
- each cell behind a tab on a line of its own, as Word's tables are dumped: `celled`;
- cells side by side between spaces, or one a line, blank cells lost: `spaced` finds the tables, `scattered`, `cutting`
  and `trees` read their headers, `bodies` their rows by `rows` (one side), `sides` (income beside expenditure) or
  `detail` (codes and names that alternate), and `indicators` reads performance forms.

`lines` frees a dump of page numbers and marks, `regions` parts it by these families, `loose` holds a table whose blank
cells are still to be placed, `grids` makes grids of rows, `vocabulary` is what the printed forms may say.
"""
