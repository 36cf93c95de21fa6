"""Live posts → pages, feeds and sitemap: a plan of what would be written."""
