"""The ledger: on a file and on a server, whole after everything that befalls it."""
