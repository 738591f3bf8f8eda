"""Whether what is stated is told of a time that is over."""

import pytest

from spoken import past_or_not, transcript
from videograph_extractor.offline import extract


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("I worked at Google for ten years.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I used to work at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I was working at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I've worked at Google before.", ("Ann Bell", "WORKS_AT", "Google")),
        (
            "I've worked for some bigger companies, Microsoft and Groupon.",
            ("Ann Bell", "WORKS_AT", "Microsoft"),
        ),
        ("It came to me while I was still at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("It came to me while I was at Google, and it is still fine.", ("Ann Bell", "WORKS_AT", "Google")),
        ("It is still what I made while I was at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("During my time at Google it all went well.", ("Ann Bell", "WORKS_AT", "Google")),
        ("My job at Google bounced around to a bunch of things.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I worked at Google, currently I'm looking around.", ("Ann Bell", "WORKS_AT", "Google")),
        ("Netflix used to write everything in Java.", ("Netflix", "USES", "Java")),
        ("I was the CTO of Shopify.", ("Ann Bell", "WORKS_AT", "Shopify")),
        ("Tom Dale, the former CEO of Shopify, likes it.", ("Tom Dale", "LEADS", "Shopify")),
        ("Tom Dale, ex-CEO of Shopify, likes it.", ("Tom Dale", "LEADS", "Shopify")),
        ("We used Slack in the old days.", ("Ann Bell", "USES", "Slack")),
        ("I used to use Docker.", ("Ann Bell", "USES", "Docker")),
        ("I used to love Vim.", ("Ann Bell", "SUPPORTS", "Vim")),
        ("I was a big fan of Vim.", ("Ann Bell", "SUPPORTS", "Vim")),
        ("I remember when I was writing Java there was no way.", ("Ann Bell", "USES", "Java")),
        ("We started using Docker.", ("Ann Bell", "USES", "Docker")),
        ("I spent six hours doing it in Java.", ("Ann Bell", "USES", "Java")),
        ("I deployed some Ruby apps in the past.", ("Ann Bell", "USES", "Ruby")),
        ("I've written a few scripts in Python.", ("Ann Bell", "USES", "Python")),
        ("I worked as a manager at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I wrote it in Java.", ("Ann Bell", "USES", "Java")),
        ("Java was used by Netflix.", ("Netflix", "USES", "Java")),
        ("Kubernetes was part of Google.", ("Kubernetes", "PART_OF", "Google")),
    ],
)
def test_what_is_over_is_told_so(line: str, stated: tuple[str, str, str]) -> None:
    assert past_or_not(transcript(f"Ann_Bell: {line}")) == [(*stated, True)]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("I work at Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I've worked at Google for ten years.", ("Ann Bell", "WORKS_AT", "Google")),
        ("My job at Google is to bounce around.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I've joined Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("Tom Dale's employed by Google.", ("Tom Dale", "WORKS_AT", "Google")),
        ("I joined Google.", ("Ann Bell", "WORKS_AT", "Google")),
        ("I'm the CTO of Shopify.", ("Ann Bell", "WORKS_AT", "Shopify")),
        ("We switched to Docker.", ("Ann Bell", "USES", "Docker")),
        ("I ended up using Docker.", ("Ann Bell", "USES", "Docker")),
        ("I've been using Docker.", ("Ann Bell", "USES", "Docker")),
        ("I have used Docker for years.", ("Ann Bell", "USES", "Docker")),
        ("Netflix built it with Java.", ("Netflix", "USES", "Java")),
        ("Java is used by Netflix.", ("Netflix", "USES", "Java")),
        ("I was working on Docker, and still am.", ("Ann Bell", "RELATED_TO", "Docker")),
        ("I was doing a lot of work with my brother Damon Evans.", ("Ann Bell", "RELATED_TO", "Damon Evans")),
        ("We just talked with Jason Lengstorf from Gatsby.", ("Jason Lengstorf", "WORKS_AT", "Gatsby")),
        ("I founded Shopify.", ("Ann Bell", "FOUNDED", "Shopify")),
        ("Google was acquired by Netflix.", ("Netflix", "ACQUIRED", "Google")),
    ],
)
def test_what_holds_or_happened_once_is_not(line: str, stated: tuple[str, str, str]) -> None:
    assert past_or_not(transcript(f"Ann_Bell: {line}")) == [(*stated, False)]


def test_evidence_says_it_too() -> None:
    talk = transcript("Ann_Bell: I worked at Google for ten years.", "Ann_Bell: I work at Netflix now.")
    document = extract(talk).document
    employers = {
        r.target: [e.past for e in r.evidence] for r in document.relationships if r.type == "WORKS_AT"
    }
    assert employers == {"company:google": [True], "company:netflix": [False]}
