"""Everything that 勾稽 knows about reports, without a window: reading, layout, forms, checks, storage, export."""
