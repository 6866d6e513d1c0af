"""Real saved files, where they lie beside the checkout, against what is known of them."""
