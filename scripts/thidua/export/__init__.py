"""Downloads: the workbook with live formulas, the CSV files, and the package that describes them."""
