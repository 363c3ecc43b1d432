"""Errors whose message is one plain line meant for the person who caused them."""


class MatineeError(Exception):
    """Something a user can cause and mend; the message says what is wrong and what to do."""


class DatasetError(MatineeError):
    """A data set is missing, damaged or not of a known layout."""


class DatasetUnavailable(DatasetError):
    """A data set would have to be downloaded, and the network does not answer."""


class ModelError(MatineeError):
    """A model file is missing, damaged, or from a version that cannot be read."""


class UnknownMovie(MatineeError, KeyError):
    """No movie of that id or title in the catalogue."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class InvalidRating(MatineeError, ValueError):
    """A rating that is not a number from 0.5 to 5."""
