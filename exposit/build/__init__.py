"""The edge: the only room that reads and writes the disk, keeps caches and knows the clock."""
