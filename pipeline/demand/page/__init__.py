"""The report as a page: one module a section, and the views, tables and order that sections share."""
