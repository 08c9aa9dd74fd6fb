"""From the network and from files to texts: fetch, feeds, extraction, duplicates."""
