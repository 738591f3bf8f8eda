"""Builds the page's JSON from the lists of `page.cypher`, as a program that is written for this page would."""

from collections import Counter
from typing import Any


def page(row: list[Any]) -> dict[str, Any]:
    """Returns what `video` is in the answer of Videograph, without cursors."""
    id_, slug, title, description, url, thumbnail, media_url, media_type, published, duration, language = row[
        :11
    ]
    summary, template, channel, speakers, sections, chapters, topic_count, topics = row[11:19]
    segment_count, transcript, entities, other_kinds, relationship_count, relationships = row[19:]

    def link(seconds: float) -> str | None:
        return template and template.replace("{seconds}", str(int(seconds)))

    kinds = Counter([entity[6] for entity in entities] + other_kinds)
    return {
        "id": id_,
        "slug": slug,
        "title": title,
        "description": description,
        "url": url,
        "thumbnailUrl": thumbnail,
        "media": media_url and {"url": media_url, "mediaType": media_type},
        "publishedOn": published,
        "durationSeconds": duration,
        "language": language,
        "channel": channel and {"name": channel[0], "url": channel[1]},
        "speakers": [
            {"label": label, "speakingSeconds": seconds, "person": slug and {"slug": slug, "name": name}}
            for label, seconds, slug, name in speakers
        ],
        "summary": summary,
        "sections": [
            {
                "heading": heading,
                "startSeconds": start,
                "bullets": [
                    {
                        "symbol": symbol,
                        "text": text,
                        "segments": [
                            {"index": index, "startSeconds": at, "url": link(at)} for index, at in segments
                        ],
                    }
                    for symbol, text, segments in bullets
                ],
            }
            for heading, start, bullets in sections
        ],
        "chapters": [
            {"title": title, "startSeconds": start, "endSeconds": end} for title, start, end in chapters
        ],
        "topics": {
            "totalCount": topic_count,
            "edges": [
                {
                    "segmentCount": count,
                    "firstSeconds": first,
                    "node": {"id": id_, "slug": slug, "name": name},
                }
                for count, first, id_, slug, name in topics
            ],
        },
        "transcript": {
            "totalCount": segment_count,
            "pageInfo": {"hasNextPage": segment_count > len(transcript)},
            "nodes": [
                {
                    "index": index,
                    "startSeconds": start,
                    "endSeconds": end,
                    "text": text,
                    "speaker": speaker and {"label": speaker},
                    "mentions": [
                        {"startOffset": start, "endOffset": end, "entity": {"id": id_, "slug": slug}}
                        for start, end, id_, slug in mentions
                    ],
                }
                for index, start, end, text, speaker, mentions in transcript
            ],
        },
        "entities": {
            "totalCount": len(entities) + len(other_kinds),
            "countsByKind": [
                {"kind": kind, "count": count}
                for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
            ],
            "pageInfo": {"hasNextPage": bool(other_kinds)},
            "edges": [
                {
                    "salience": salience,
                    "mentionCount": count,
                    "firstSeconds": first,
                    "node": {"id": id_, "slug": slug, "name": name, "kind": kind, "description": description},
                }
                for salience, count, first, id_, slug, name, kind, description in entities
            ],
        },
        "relationships": {
            "totalCount": relationship_count,
            "edges": [_relationship(one, link) for one in relationships],
        },
    }


def _relationship(row: list[Any], link: Any) -> dict[str, Any]:
    id_, type_, past, *ends, count, evidence = row
    source, target = (dict(zip(("slug", "name", "kind"), end, strict=True)) for end in (ends[:3], ends[3:]))
    return {
        "evidence": {
            "totalCount": count,
            "nodes": [
                {
                    "id": id_,
                    "quote": quote,
                    "label": label,
                    "startSeconds": at,
                    "url": link(at),
                    "speaker": speaker and {"label": speaker},
                }
                for id_, quote, label, at, speaker in evidence
            ],
        },
        "node": {"id": id_, "type": type_, "past": past, "source": source, "target": target},
    }
