"""`merge --file`: a person's decisions on many pairs, added to the output of `duplicates --json`."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.merge import say_apart, say_merged
from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.console import called, print_json, say
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.decide_pairs import PairReport


def decide(file: Path, by: str | None, dry_run: bool, json: bool) -> None:
    """Applies the decisions of the file and prints the results."""
    from service.actions.decide_pairs import Already, DecidePairs, decide_pairs, read_pairs
    from service.actions.entities import ApartReport, MergeReport

    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None
    pairs = read_pairs(str(file), content)
    if not pairs:
        raise InvalidInput(
            f'{file}: no pair has a `decision`: write "one" or "two" into those that you decide'
        )

    async def run(actions: Actions) -> "list[PairReport]":
        done: list[PairReport] = []
        async with aclosing(actions.stream(decide_pairs, DecidePairs(pairs, dry_run))) as decided:
            async for one in decided:
                done.append(one)
                if not json:  # printed at once, so that results are known if a later pair fails
                    _say(one, dry_run)
        return done

    done = with_actions(run, by=by)
    if json:
        print_json(
            {
                "dryRun": dry_run,
                "merged": [one for one in done if isinstance(one, MergeReport)],
                "apart": [one.entities for one in done if isinstance(one, ApartReport)],
                "already": [one for one in done if isinstance(one, Already)],
            }
        )


def _say(one: "PairReport", dry_run: bool) -> None:
    from service.actions.decide_pairs import Already
    from service.actions.entities import MergeReport

    if isinstance(one, MergeReport):
        say_merged(one, dry_run)
    elif not isinstance(one, Already):
        say_apart(one, dry_run)
    elif one.decision == "one":
        say(f"one already  {' and '.join(one.names)}: {called(one.of[0])}")
    else:
        say(f"two already  {' | '.join(map(called, one.of))}")
