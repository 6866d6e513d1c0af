"""Tables as files for spreadsheets and scripts. Cells are text or numbers, never formulas."""
