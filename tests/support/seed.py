"""The seed graph: seven small talks, rich in edge cases, that the tests of the engine read.

workshop  everything there is: channel, speakers (one resolved, one not, one silent), summary, chapters, topics,
          several quotes over several segments and of the past, names that lie in one another, confidence given and not
follow-up the same people a year later, under other names; a second quote for a connection of the workshop
twin-a/b  equal titles, days, lengths, counts: everything that is sorted by is a tie
many      27 entities, so that pages matter; most of them equal in every count
bare      undated, no channel, no speaker, no summary, no chapter, no address, no language
quiet     dated, of a channel without address; nobody and nothing is named in it
"""

from datetime import date
from typing import Any

from service.curation.load import import_document
from service.domain.document import (
    BulletInfo,
    ChannelInfo,
    ChapterInfo,
    EntityInfo,
    EvidenceInfo,
    Kind,
    MediaInfo,
    MentionInfo,
    RelationshipInfo,
    SectionInfo,
    SegmentInfo,
    SpeakerInfo,
    TopicInfo,
    VideoDocument,
    VideoInfo,
)
from service.domain.identity import entity_id
from service.graph import migrations
from service.graph.driver.database import Database
from service.graph.migrations import INDEX_SECONDS
from service.graph.statements import statement
from service.store.check import require_borne_out

ZOE, BO, ANN = (entity_id(f"PERSON:{name}") for name in ("zoë łukasz", "bo diaz", "ann other"))
CAFE, GHOST, PING, PONG = (
    entity_id(f"COMPANY:{name}") for name in ("café lumière", "ghost", "ping ltd", "pong ltd")
)
ENGINE, IDEA, NEURIPS = map(entity_id, ("PRODUCT:﨎 engine", "CONCEPT:llama", "EVENT:neurips"))

MANY = 27
OEL = ChannelInfo(name="Kanal Öl", id="kanal-oel", url="https://video.example/@oel")


class _Talk:
    """Segments with times, and what is found in them by the words."""

    def __init__(self, *lines: tuple[str | None, str], step: float = 10.0) -> None:
        self.segments = tuple(
            SegmentInfo(
                text=text, speaker=speaker, start_seconds=index * step, end_seconds=(index + 1) * step
            )
            for index, (speaker, text) in enumerate(lines)
        )

    def entity(
        self, key: str, name: str, kind: Kind, *said: tuple[int, str] | tuple[int, str, float], **more: Any
    ) -> EntityInfo:
        """`said`: segment, the words there, and the confidence where there is one."""
        mentions: list[MentionInfo] = []
        for segment, words, *confidence in said:
            start = self.segments[segment].text.index(words)
            mentions.append(
                MentionInfo(
                    segment=segment,
                    start_offset=start,
                    end_offset=start + len(words),
                    confidence=confidence[0] if confidence else None,
                )
            )
        return EntityInfo(key=key, name=name, kind=kind, mentions=tuple(mentions), **more)


def _says(segment: int, quote: str, label: str, confidence: float | None = None, **more: Any) -> EvidenceInfo:
    return EvidenceInfo(segment=segment, quote=quote, label=label, confidence=confidence, **more)


def _connects(source: str, type_: str, target: str, *evidence: EvidenceInfo) -> RelationshipInfo:
    return RelationshipInfo(source=source, type=type_, target=target, evidence=evidence)


def workshop() -> VideoDocument:
    talk = _Talk(
        ("Zoë", "Welcome to Café Lumière, says Zoë Łukasz."),
        ("Zoë", "I founded Café Lumière in 1999 with"),
        ("Guest", "Bo Diaz, and 🦙 Llama runs on 﨎 Engine."),
        (None, "Llama the model is not llama the idea."),
        ("Zoë", "Bo Diaz left Café Lumière. Łukasz leads it, and Łukasz worked there."),
        ("Guest", "﨎 Engine competes with 🦙 Llama, and 🦙 Llama competes with 﨎 Engine."),
        ("Zoë", "We met at NeurIPS. Café Lumière uses 﨎 Engine,"),
        (None, "which is based on llama the idea, they say, of Bo Diaz."),
    )
    return VideoDocument(
        video=VideoInfo(
            id="seed-workshop",
            title="Ünïcode Workshop: Café & 🦙",
            description="A talk with everything.",
            url="https://video.example/watch?v=workshop",
            moment_url_template="https://video.example/watch?v=workshop&t={seconds}s",
            thumbnail_url="https://video.example/workshop.jpg",
            media=MediaInfo(url="https://video.example/workshop.mp4", media_type="video/mp4"),
            published_on=date(2025, 11, 23),
            duration_seconds=80.5,
            language="en",
            channel=OEL,
        ),
        extractor="seed/1",
        speakers=(
            SpeakerInfo(label="Zoë", person="zoe"),
            SpeakerInfo(label="Guest"),
            SpeakerInfo(label="Ann", person="ann"),
        ),
        segments=talk.segments,
        summary="Zoë Łukasz tells how Café Lumière came about.",
        chapters=(
            ChapterInfo(title="Welcome", start_seconds=0, end_seconds=20),
            ChapterInfo(title="Llamas 🦙", start_seconds=20, end_seconds=60),
            ChapterInfo(title="The end", start_seconds=60, end_seconds=80),
        ),
        sections=(
            SectionInfo(
                heading="How it began",
                start_seconds=0,
                bullets=(
                    BulletInfo(text="Zoë Łukasz founded Café Lumière.", symbol="☕", segments=(1, 0)),
                    BulletInfo(text="Bo Diaz left", segments=(4,), verbatim=True),
                ),
            ),
            SectionInfo(heading="Nothing further", bullets=()),
        ),
        topics=(
            TopicInfo(name="Coffee", segments=(0, 1, 4)),
            TopicInfo(name="Llamas", segments=(2, 3, 5)),
            TopicInfo(name="Öl & More", segments=(6,)),
        ),
        entities=(
            talk.entity(
                "zoe",
                "Zoë Łukasz",
                "PERSON",
                (0, "Zoë Łukasz", 0.9),
                (4, "Łukasz"),
                aliases=("Łukasz",),
                description="Founder.",
                url="https://people.example/zoe",
                salience=0.9,
            ),
            # One name lies in the other, and both begin at the same place.
            talk.entity(
                "cafe",
                "Café Lumière",
                "COMPANY",
                (0, "Café Lumière", 0.8),
                (0, "Café", 0.4),
                (1, "Café Lumière"),
                (4, "Café Lumière"),
                (6, "Café Lumière", 1.0),
                aliases=("Café",),
                salience=0.8,
            ),
            talk.entity(
                "bo", "Bo Diaz", "PERSON", (2, "Bo Diaz"), (4, "Bo Diaz"), (7, "Bo Diaz"), salience=0.5
            ),
            # A voice that nobody names and that says nothing: featured, without a first second.
            EntityInfo(key="ann", name="Ann Other", kind="PERSON"),
            talk.entity("llama", "🦙 Llama", "PRODUCT", (2, "🦙 Llama"), (5, "🦙 Llama", 0.7), salience=0.5),
            # Two of one name, of different kinds.
            talk.entity("model", "Llama", "PRODUCT", (3, "Llama"), salience=0.25),
            talk.entity("idea", "Llama", "CONCEPT", (3, "llama"), (7, "llama"), salience=0.25),
            talk.entity("engine", "﨎 Engine", "PRODUCT", (2, "﨎 Engine"), (6, "﨎 Engine"), salience=0.5),
            talk.entity("neurips", "NeurIPS", "EVENT", (6, "NeurIPS", 0.0), description="A conference."),
        ),
        relationships=(
            _connects(
                "zoe",
                "FOUNDED",
                "cafe",
                _says(1, "I founded Café Lumière in 1999", "founded", 0.95),
                _says(0, "Welcome to Café Lumière, says Zoë Łukasz. I founded Café Lumière", "founded", 0.5),
            ),
            _connects("zoe", "LEADS", "cafe", _says(4, "Łukasz leads it", "leads", subject_name="Łukasz")),
            _connects("zoe", "WORKS_AT", "cafe", _says(4, "Łukasz worked there", "worked there", past=True)),
            _connects("bo", "LEFT", "cafe", _says(4, "Bo Diaz left Café Lumière.", "left", 0.0)),
            _connects("llama", "USES", "engine", _says(2, "🦙 Llama runs on 﨎 Engine.", "runs on", 0.5)),
            _connects(
                "engine",
                "COMPETES_WITH",
                "llama",
                _says(5, "﨎 Engine competes with 🦙 Llama", "competes with"),
            ),
            _connects(
                "llama",
                "COMPETES_WITH",
                "engine",
                _says(5, "🦙 Llama competes with 﨎 Engine.", "competes with", 0.25, past=True),
            ),
            _connects("cafe", "USES", "engine", _says(6, "Café Lumière uses 﨎 Engine,", "uses", 0.5)),
            _connects(
                "engine",
                "BASED_ON",
                "idea",
                _says(6, "﨎 Engine, which is based on llama the idea", "is based on", 0.5),
            ),
            _connects(
                "zoe",
                "MENTIONED_WITH",
                "bo",
                _says(
                    1,
                    "I founded Café Lumière in 1999 with Bo Diaz, and 🦙 Llama runs on 﨎 Engine. Llama the model",
                    "with",
                ),
            ),
            _connects(
                "cafe", "MENTIONED_WITH", "neurips", _says(6, "We met at NeurIPS. Café Lumière", "and")
            ),
        ),
    )


def follow_up() -> VideoDocument:
    talk = _Talk(
        ("Łukasz", "A year on: Zoë Łukasz founded Café Lumière, and Bo Diaz left Café Lumière."),
        ("Łukasz", "The café uses Llama now, and Zoe supports it."),
        step=7.25,
    )
    return VideoDocument(
        video=VideoInfo(
            id="seed-follow-up",
            title="ünicode follow-up",
            url="https://video.example/watch?v=follow-up",
            published_on=date(2026, 11, 23),
            duration_seconds=14.5,
            language="en-GB",
            channel=OEL,
        ),
        speakers=(SpeakerInfo(label="Łukasz", person="z"),),
        segments=talk.segments,
        topics=(TopicInfo(name="Coffee", segments=(0, 1)),),
        chapters=(ChapterInfo(title="All", start_seconds=0, end_seconds=14.5),),
        entities=(
            talk.entity("z", "Zoë Łukasz", "PERSON", (0, "Zoë Łukasz"), (1, "Zoe", 0.3), aliases=("Zoe",)),
            talk.entity("c", "Café Lumière", "COMPANY", (0, "Café Lumière"), (1, "café"), aliases=("café",)),
            talk.entity("b", "Bo Diaz", "PERSON", (0, "Bo Diaz", 0.6)),
            talk.entity("m", "Llama", "PRODUCT", (1, "Llama", 0.5)),
        ),
        relationships=(
            _connects("z", "FOUNDED", "c", _says(0, "Zoë Łukasz founded Café Lumière", "founded", 0.5)),
            _connects("b", "LEFT", "c", _says(0, "Bo Diaz left Café Lumière.", "left")),
            _connects(
                "z", "SUPPORTS", "m", _says(1, "Zoe supports it.", "supports", 0.5, subject_name="Zoe")
            ),
        ),
    )


def twin(letter: str) -> VideoDocument:
    talk = _Talk(
        ("X", "Ping Ltd and Pong Ltd."), ("X", "Pong Ltd and Ping Ltd."), ("Y", "Zoë Łukasz."), step=5
    )
    return VideoDocument(
        video=VideoInfo(
            id=f"seed-twin-{letter}",
            title="The Same Title",
            published_on=date(2024, 2, 29),
            duration_seconds=15,
            channel=OEL,
        ),
        speakers=(SpeakerInfo(label="X"), SpeakerInfo(label="Y")),
        segments=talk.segments,
        topics=(TopicInfo(name="Ping", segments=(0, 1)), TopicInfo(name="Pong", segments=(0, 1))),
        entities=(
            talk.entity("ping", "Ping Ltd", "COMPANY", (0, "Ping Ltd"), (1, "Ping Ltd"), salience=0.5),
            talk.entity("pong", "Pong Ltd", "COMPANY", (0, "Pong Ltd"), (1, "Pong Ltd"), salience=0.5),
            talk.entity("z", "Zoë Łukasz", "PERSON", (2, "Zoë Łukasz"), salience=0.5),
        ),
        relationships=(
            _connects(
                "ping",
                "MENTIONED_WITH",
                "pong",
                _says(0, "Ping Ltd and Pong Ltd.", "and"),
                _says(1, "Pong Ltd and Ping Ltd.", "and"),
            ),
            _connects("ping", "RELATED_TO", "pong", _says(0, "Ping Ltd and Pong Ltd.", "and", 0.5)),
        ),
    )


def many() -> VideoDocument:
    lines = [(None, f"Thing {n:02} is a thing.") for n in range(MANY)]
    talk = _Talk(*lines, (None, "Thing 00 and Thing 01 and Thing 02, and Bo Diaz."), step=2)
    things = [
        talk.entity(
            f"thing-{n}",
            f"Thing {n:02}",
            ("CONCEPT", "PRODUCT", "EVENT")[n % 3],  # pyright: ignore[reportArgumentType]
            (n, f"Thing {n:02}"),
            *([(MANY, f"Thing {n:02}")] if n < 3 else []),
            salience=0.5 if n else 1.0,
        )
        for n in range(MANY)
    ]
    bo = talk.entity("bo", "Bo Diaz", "PERSON", (MANY, "Bo Diaz"), salience=0.0)
    return VideoDocument(
        video=VideoInfo(
            id="seed-many",
            title="Many things",
            moment_url_template="https://video.example/many?start={seconds}",
            published_on=date(2023, 1, 1),
            channel=ChannelInfo(name="Things Weekly"),
        ),
        segments=talk.segments,
        summary="Twenty-seven things.",
        topics=(
            TopicInfo(name="Things", segments=tuple(range(MANY + 1))),
            TopicInfo(name="Coffee", segments=(0,)),
        ),
        entities=(*things, bo),
        relationships=tuple(
            _connects(
                "thing-0",
                "INFLUENCED",
                f"thing-{n}",
                _says(MANY, f"Thing 00 and Thing 01{' and Thing 02' if n == 2 else ''}", "and", 0.5),
            )
            for n in (1, 2)
        ),
    )


def bare() -> VideoDocument:
    talk = _Talk((None, "🦙 Llama, Ghost and Bo Diaz, undated."), (None, "Bo Diaz left Ghost."), step=3)
    return VideoDocument(
        video=VideoInfo(id="seed-bare", title="bare"),
        segments=talk.segments,
        topics=(TopicInfo(name="Llamas", segments=(0,)),),
        entities=(
            talk.entity("llama", "🦙 Llama", "PRODUCT", (0, "🦙 Llama")),
            talk.entity("ghost", "Ghost", "COMPANY", (0, "Ghost"), (1, "Ghost")),
            talk.entity("bo", "Bo Diaz", "PERSON", (0, "Bo Diaz"), (1, "Bo Diaz")),
        ),
        relationships=(_connects("bo", "LEFT", "ghost", _says(1, "Bo Diaz left Ghost.", "left")),),
    )


def quiet() -> VideoDocument:
    talk = _Talk(("Nobody", "…"))
    return VideoDocument(
        video=VideoInfo(
            id="seed-quiet",
            title="Quiet",
            published_on=date(1999, 12, 31),
            duration_seconds=10,
            channel=ChannelInfo(name="Silence"),
        ),
        speakers=(SpeakerInfo(label="Nobody"),),
        segments=talk.segments,
    )


def documents() -> list[VideoDocument]:
    """Returns all seven talks, in the order of import."""
    return [workshop(), follow_up(), twin("a"), twin("b"), many(), bare(), quiet()]


async def load_seed(database: Database) -> None:
    """Puts the seed into a graph that has the schema and no data."""
    for document in documents():
        require_borne_out(document)
        await import_document(database, document)
    await await_indexes(database)


async def settle(database: Database) -> None:
    """Until indexes are filled and statistics are what plans are made by."""
    for name in ("schema/await_indexes", "schema/replan"):
        await database.run(statement(name), {"seconds": INDEX_SECONDS}, name=name)


async def await_indexes(database: Database) -> None:
    """Until indexes are filled. Plans are kept."""
    name = "schema/await_indexes"
    await database.run(statement(name), {"seconds": INDEX_SECONDS}, name=name)


async def fresh_graph(database: Database) -> None:
    """The schema, and nothing in it."""
    await database.run(
        "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS",
        name="delete data",
    )
    await migrations.apply(database)
