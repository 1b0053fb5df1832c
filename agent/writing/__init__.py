"""The house writer's craft, one idea a file: from an idea or a script to cards, scenes and shots."""
