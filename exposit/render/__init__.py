"""Site -> outputs: pages, charts, feeds, exports. No disk, no clock; every number leaves with a mark (see `marks`)."""
