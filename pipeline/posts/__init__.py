"""Document → post → translation group; and what every reader of posts needs: Markdown, links, words."""
