"""The problems of the report, below the grid."""
