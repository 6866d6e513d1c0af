"""Web archives: WARC and ARC files as crawlers and recorders write them, and WACZ files around them."""
