"""What goes in and out of the program: screenplays, subtitles, folders."""
