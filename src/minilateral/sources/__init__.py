"""Where documents come from: web pages, feeds, sitemaps, files; and the snapshots their bytes are kept in."""
