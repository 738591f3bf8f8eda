// Builds the page of the lists of `page.cypher`, as `hand_page.py` does.

export function page(row) {
  const [id, slug, title, description, url, thumbnailUrl, mediaUrl, mediaType, publishedOn, durationSeconds, language] = row
  const [summary, template, channel, speakers, sections, chapters, topicCount, topics] = row.slice(11)
  const [segmentCount, transcript, entities, otherKinds, relationshipCount, relationships] = row.slice(19)
  const link = (seconds) => template && template.replaceAll('{seconds}', String(Math.trunc(seconds)))
  return {
    id, slug, title, description, url, thumbnailUrl,
    media: mediaUrl && { url: mediaUrl, mediaType },
    publishedOn, durationSeconds, language,
    channel: channel && { name: channel[0], url: channel[1] },
    speakers: speakers.map(([label, speakingSeconds, slug, name]) => ({
      label, speakingSeconds, person: slug && { slug, name },
    })),
    summary,
    sections: sections.map(([heading, startSeconds, bullets]) => ({
      heading, startSeconds,
      bullets: bullets.map(([symbol, text, segments]) => ({
        symbol, text,
        segments: segments.map(([index, startSeconds]) => ({ index, startSeconds, url: link(startSeconds) })),
      })),
    })),
    chapters: chapters.map(([title, startSeconds, endSeconds]) => ({ title, startSeconds, endSeconds })),
    topics: {
      totalCount: topicCount,
      edges: topics.map(([segmentCount, firstSeconds, id, slug, name]) => ({
        segmentCount, firstSeconds, node: { id, slug, name },
      })),
    },
    transcript: {
      totalCount: segmentCount,
      pageInfo: { hasNextPage: segmentCount > transcript.length },
      nodes: transcript.map(([index, startSeconds, endSeconds, text, speaker, mentions]) => ({
        index, startSeconds, endSeconds, text,
        speaker: speaker && { label: speaker },
        mentions: mentions.map(([startOffset, endOffset, id, slug]) => ({ startOffset, endOffset, entity: { id, slug } })),
      })),
    },
    entities: {
      totalCount: entities.length + otherKinds.length,
      countsByKind: counts([...entities.map((one) => one[6]), ...otherKinds]),
      pageInfo: { hasNextPage: otherKinds.length > 0 },
      edges: entities.map(([salience, mentionCount, firstSeconds, id, slug, name, kind, description]) => ({
        salience, mentionCount, firstSeconds, node: { id, slug, name, kind, description },
      })),
    },
    relationships: {
      totalCount: relationshipCount,
      edges: relationships.map(([id, type, past, sourceSlug, sourceName, sourceKind, slug, name, kind, totalCount, evidence]) => ({
        evidence: {
          totalCount,
          nodes: evidence.map(([id, quote, label, startSeconds, speaker]) => ({
            id, quote, label, startSeconds, url: link(startSeconds), speaker: speaker && { label: speaker },
          })),
        },
        node: {
          id, type, past,
          source: { slug: sourceSlug, name: sourceName, kind: sourceKind },
          target: { slug, name, kind },
        },
      })),
    },
  }
}

function counts(kinds) {
  const found = new Map()
  for (const kind of kinds) found.set(kind, (found.get(kind) ?? 0) + 1)
  return [...found]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}
