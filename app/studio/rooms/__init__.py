"""The rooms of the studio: each has its doors here and its view in ``page/rooms/``."""

from app.studio.rooms import board, cast, cut, director, films, journal, settings, shot

ROOMS = (films, director, board, shot, cast, cut, journal, settings)
