"""What a film looks like as a folder of files: jinja2 templates."""
