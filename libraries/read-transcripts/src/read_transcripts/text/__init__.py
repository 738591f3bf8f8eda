"""Text that people read: plain text, Markdown, web pages and word processors' files."""
