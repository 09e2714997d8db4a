"""A database in, its pages and API over HTTP out (`app`); or a story in, one file that opens offline out (`file`)."""
