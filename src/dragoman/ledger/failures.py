"""What can befall a ledger while it is in use; both leave it whole."""

from dragoman.errors import DragomanError


class LedgerBusy(DragomanError):
    """Another program held the ledger for too long."""


class LedgerWriteFailed(DragomanError):
    """The ledger could not be written: no room, or no permission."""
