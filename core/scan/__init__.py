"""Pictures of pages (scans, photos) → the same words and rulings that a digital page gives."""
