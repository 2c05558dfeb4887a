"""The live preview: watches a site's folder, builds what changed, tells the open pages. Nothing of it is published."""
