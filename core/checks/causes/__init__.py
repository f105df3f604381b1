"""Finding the wrong figure: what broken and intact relations together say of cells, rows, codes and units."""
