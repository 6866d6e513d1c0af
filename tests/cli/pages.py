"""Two stories as people save them, one as a page and one as plain text."""

BRIDGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Old bridge to close for a year | The Weir Gazette</title>
<meta property="og:title" content="Old bridge to close for a year">
<meta property="og:site_name" content="The Weir Gazette">
<meta property="article:published_time" content="2014-03-02T07:30:00+00:00">
<meta name="author" content="Ada Fenwick"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Old bridge to close for a year</h1>
<p>The old bridge over the Weir is to close in May for the longest repairs in its history, the county said on Sunday.
Drivers will have to use the ring road until the spring after next, and buses will turn back at the corn market.</p>
<p>Engineers found rust in four of the nine arches when they emptied the caissons last autumn. None of it is dangerous
yet, they said, but a harbour crane of the kind that crosses twice a year would be too much for the third arch.</p>
<p>Shopkeepers on the west bank have asked for a ferry. The council is to vote on that next week, and its leader said
that he expected a long evening and a narrow majority, as with everything that has to do with the bridge.</p>
</article><footer><p>Copyright 2014 The Weir Gazette. All rights reserved.</p></footer></body></html>
"""

FERRY = """Council buys a second-hand ferry

The boat is forty years old and was found in a fjord.

The council voted on Tuesday to buy a ferry for the time in which the old bridge is closed. It costs less than a new
bus and carries sixty people, a dozen bicycles and, as the seller wrote, one calm horse.
It is to sail every twenty minutes between the corn market and the west bank from the first of May. The fare is still
being argued about; the shopkeepers want it to be free, and the treasurer wants to be told who pays.
Click for full Gazette coverage of the bridge
Click for full Gazette coverage of the bridge
"""
