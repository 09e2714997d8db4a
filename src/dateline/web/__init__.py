"""Pages and HTTP API over store and timeline; empty until the page is built."""
