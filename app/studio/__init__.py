"""The studio: one page in the browser, and the doors behind its buttons.

A *door* is a plain function of ``rooms/``: the page, any HTTP client and any agent over MCP go through the
same ones, with the same permissions. The page renders nothing: a door writes rows and jobs, the worker
process does the work, and the page shows the rows.
"""
