"""The ledger for assistants: a read-only server of the Model Context Protocol.

Every answer carries its evidence: the words, who published them and when, and where
to look. Sizes are bounded, nothing is written, and a page that is read is not kept.
"""
