"""The views of the middle pane, and the tabs that switch between them."""
