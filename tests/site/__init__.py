"""The site floor: pages, links, feeds, sitemap."""
