"""The rooms of the studio: each has its doors here and its view in ``page/rooms/``."""

from app.studio.rooms import asking, board, cast, cut, director, films, journal, settings, shot

ROOMS = (films, director, board, shot, asking, cast, cut, journal, settings)
