"""Measures the agreement of two readers of the gold standard: `python -m extractor.benchmarks.gold_standard.agreement [--write]
[--show ID]`.

The first pass is taken as the gold, the second as the finding. Strict: main kinds and types only, and everything that
either listed counts. Lenient: as extractors are scored, so that what the first pass marked `optional` or `also` is
forgiven. `--write` puts the table into gold/README.md, `--show` lists every lenient difference.
"""

import argparse
import re
from dataclasses import replace

from service.extractors.gold_standard import (
    GOLD,
    Annotation,
    Found,
    Link,
    read_annotation,
    read_split,
    score_connections,
    score_entities,
)

_TABLE = re.compile(r"(?<=<!-- agreement -->\n).*?(?=<!-- /agreement -->)", re.DOTALL)


def as_found(annotation: Annotation) -> list[Found]:
    return [Found((e.name, *e.aliases), e.kind) for e in annotation.entities]


def as_links(annotation: Annotation) -> list[Link]:
    names: dict[str, set[str]] = {}
    for e in annotation.entities:
        names.setdefault(e.name, set()).update((e.name, *e.aliases))
    return [
        Link(tuple(names[c.source]), c.type, tuple(names[c.target]), c.quote) for c in annotation.connections
    ]


def strict(annotation: Annotation) -> Annotation:
    """The reading without what it forgives."""
    return Annotation(
        annotation.excerpt,
        tuple(replace(e, also=(), optional=False) for e in annotation.entities),
        tuple(replace(c, also=(), optional=False) for c in annotation.connections),
    )


def same(annotation: Annotation) -> Annotation:
    return annotation


def show(a: Annotation, b: Annotation) -> None:
    named, typed = (
        score_entities(as_found(b), a.entities, typed=False),
        score_entities(as_found(b), a.entities),
    )
    links = score_connections(as_links(b), a)
    print(f"## {a.excerpt}")
    print("only b:", "; ".join(f"{f.names[0]} ({f.kind}, {why})" for f, why in named.wrong))
    print("only a:", "; ".join(f"{e.name} ({e.kind})" for e in named.missed))
    print("kinds:", "; ".join(f"{f.names[0]} b {f.kind}, a {why}" for f, why in typed.wrong if ":" in why))
    for link, _ in links.wrong:
        print(f"  only b: {link.source[0]} {link.type} {link.target[0]}: {link.quote}")
    for c in links.missed:
        print(f"  only a: {c.source} {c.type} {c.target}: {c.quote}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", help="id of an excerpt, or all")
    options = parser.parse_args()
    table = (
        "| Half | Counted | Entities, F1 by name or alias | and kind | Same kind where both have it "
        "| Connections, F1 | Entities a / b | Connections a / b |\n|---|---|---|---|---|---|---|---|\n"
    )
    split = read_split()
    for half in ("tuning", "judging", "fresh"):  # the others were read once
        excerpts = split[half]
        pairs = [(read_annotation("pass_a", e), read_annotation("pass_b", e)) for e in excerpts]
        sizes = [
            f"{sum(len(a.entities) for a, _ in pairs)} / {sum(len(b.entities) for _, b in pairs)}",
            f"{sum(len(a.connections) for a, _ in pairs)} / {sum(len(b.connections) for _, b in pairs)}",
        ]
        for counted, change in (("strictly", strict), ("leniently", same)):
            named, typed, links = (
                score_entities([], ()),
                score_entities([], ()),
                score_connections([], _EMPTY),
            )
            for a, b in pairs:
                named.add(score_entities(as_found(b), change(a).entities, typed=False))
                typed.add(score_entities(as_found(b), change(a).entities))
                links.add(score_connections(as_links(b), change(a)))
            shares = (named.f1, typed.f1, len(typed.right) / len(named.right), links.f1)
            cells = [half, counted, *(f"{share:.2f}" for share in shares), *sizes]
            table += f"| {' | '.join(cells)} |\n"
        for excerpt, (a, b) in zip(excerpts, pairs, strict=True):
            if options.show in (excerpt, "all"):
                show(a, b)
    print(table)
    if options.write:
        path = GOLD / "README.md"
        text, count = _TABLE.subn(lambda _: table, path.read_text(encoding="utf-8"))
        if count != 1:
            raise SystemExit(f"{path} needs one place between <!-- agreement --> and <!-- /agreement -->")
        path.write_text(text, encoding="utf-8")


_EMPTY = Annotation("", (), ())

if __name__ == "__main__":
    main()
