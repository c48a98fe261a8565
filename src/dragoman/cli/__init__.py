"""The command line: each command wraps one documented function.

Nothing but the parser is loaded until a command is called, so that `--help`
answers at once.
"""


def main() -> None:
    """Runs `dragoman` with the arguments of the process."""
    from dragoman.cli.program import run

    run()
