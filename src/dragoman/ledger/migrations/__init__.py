"""The steps by which a ledger's tables came to be; run by `dragoman.ledger.migrating`."""
