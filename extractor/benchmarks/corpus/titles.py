"""Compares titles with human headings: `python -m extractor.benchmarks.corpus.titles FOLDER [--half judging] [--show]`.

The talks of a half (halves.json) get titles for the stretches that people put headings over. Counted: the mean cosine of
title and heading as MiniLM sees them, and the share of titles that have a word in common with the heading. Both say which
of two ways is better, and not how many titles a reader accepts: people also write what no phrase of the talk says.
Headings that name no subject (introduction, wrap-up) are left out.
"""

import argparse
import re
from pathlib import Path

from extractor.benchmarks.corpus.themes import read_half
from service.domain.document import Transcript
from videograph_extractor.entity.entities import find_things
from videograph_extractor.entity.salience import rank_things
from videograph_extractor.outline.chapters import find_stretches
from videograph_extractor.outline.headings import find_phrases
from videograph_extractor.outline.subjects import read_subjects
from videograph_extractor.outline.titles import Material, title_stretches
from videograph_extractor.outline.topics import find_topics
from videograph_extractor.text.language import embed
from videograph_extractor.text.nouns import find_nouns
from videograph_extractor.text.phrases import find_terms
from videograph_extractor.text.similarity import mean_of, sample_stretches
from videograph_extractor.text.speech import read_passages

_NO_SUBJECT = re.compile(
    r"intro(?:duction)?s?|outro|(?:conclusion|welcome|summary|wrap-?up|closing|concluding).*|.*resources.*",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "the a an of and or for in on to with from by at as is are be how what why do does did it its this that about more".split()
)


def words_of(title: str) -> set[str]:
    """Its words but the small ones, without endings."""
    words = [word for word in re.findall(r"[a-z0-9]+", title.lower()) if word not in _SMALL]
    return {re.sub(r"(?:ings?|ed|es|s)$", "", word) for word in words}


def title(transcript: Transcript) -> list[tuple[str, str]]:
    """What people wrote over each stretch, and the title that is found for it, if there is one."""
    segments = transcript.segments
    passages = read_passages(segments)
    terms = find_terms(passages)
    stretches = find_stretches(transcript, passages)
    bounds = [(stretch.first, stretch.end) for stretch in stretches]
    samples = sample_stretches(segments, bounds)
    found = find_things(transcript, passages, terms)
    things = rank_things(transcript, found, mean_of(samples.vectors))
    material = Material(
        read_subjects(things),
        find_phrases(passages),
        find_nouns(passages, len(segments)),
        samples,
        find_topics(segments, things, terms),
    )
    titles = zip(stretches, title_stretches(bounds, material), strict=True)
    return [(stretch.title or "", one) for stretch, one in titles if one is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tuning", "judging"), default="judging")
    parser.add_argument("--show", action="store_true", help="print each heading and title")
    options = parser.parse_args()
    talks = [t for t, _ in read_half(options.folder, options.half) if t.chapters]
    pairs = [pair for talk in talks for pair in title(talk) if not _NO_SUBJECT.fullmatch(pair[0])]
    human, found = embed([one for one, _ in pairs]), embed([one for _, one in pairs])
    cosines = (human * found).sum(axis=1)
    if options.show:
        for cosine, (heading, one) in zip(cosines, pairs, strict=True):
            print(f"{cosine:.2f}  {heading}  |  {one}")
    shared = sum(bool(words_of(a) & words_of(b)) for a, b in pairs)
    print(
        f"{options.half} half, {len(talks)} talks, {len(pairs)} headings: cosine {float(cosines.mean()):.3f}, "
        f"a word in common {shared} ({shared / len(pairs):.2f})"
    )


if __name__ == "__main__":
    main()
