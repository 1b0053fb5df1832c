"""What is measured on a clip: the picture in one pass, the sound in one, neither read again."""
