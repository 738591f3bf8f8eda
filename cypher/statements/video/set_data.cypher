// Sets the title, the address and the date of a video.
// mode: write
// parameters: id, title, searchTitle, url, publishedOn, sortDate
MATCH (video:Video {id: $id})
SET video.title = $title, video.searchTitle = $searchTitle, video.url = $url, video.publishedOn = date($publishedOn),
  video.sortDate = date($sortDate)
