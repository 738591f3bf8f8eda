// What conditions on the words of a segment are asked of.
CREATE TEXT INDEX segment_search_text IF NOT EXISTS FOR (segment:Segment) ON (segment.searchText);
