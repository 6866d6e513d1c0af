"""Charts of stories over time: values, places, drawing, and what a reader does with them."""
