"""The names that records have for what an article consists of: those of APIs, scrapers, databases and public data sets.

All are in small letters, without `_`, `-` and spaces; of several the first with a value counts.
"""

from __future__ import annotations

__all__ = ["HOLDERS", "HTML_FIELDS", "IDS", "LAST_RESORT", "LISTS", "METADATA", "TEXTS", "TEXT_FIELDS", "WRAPPERS"]

TEXTS = ("text", "body", "content", "articlebody", "contenttext", "bodytext", "fulltext", "maintext", "plaintext",
         "story", "articletext", "articlecontent", "articlefulltext", "article", "newstext", "newscontent", "newsbody",
         "articlebodytext", "maincontent", "textcontent", "cleantext", "cleanedtext", "rawtext", "storytext",
         "storybody", "bodycontent", "selftext", "paragraphs", "contents", "fulltextarticle", "documenttext",
         "transcript", "texte", "contenu", "texto", "contenido", "cuerpo", "testo", "inhalt", "conteudo", "tekst",
         "текст")  # fmt: skip
HTML_FIELDS = ("html", "contenthtml", "bodyhtml", "rawhtml", "htmlcontent", "htmlbody", "articlehtml", "pagehtml")
LAST_RESORT = ("description", "abstract", "summary", "leadparagraph", "shortdescription", "snippet", "excerpt",
               "standfirst", "trailtext", "lead", "teaser", "dek")  # fmt: skip
"""What stands for the text where there is none."""
TEXT_FIELDS = frozenset((*TEXTS, *HTML_FIELDS))
METADATA = {
    "title": ("title", "headline", "subject", "heading", "webtitle", "articletitle", "newstitle", "articleheadline",
              "storytitle", "documenttitle", "titel", "titre", "titulo", "titolo", "name"),
    "date": ("datetime", "date", "published", "publishedat", "datepublished", "publisheddate", "publicationdate",
             "publishdate", "pubdate", "datepublish", "publishedon", "publishedtime", "publishtime", "issued",
             "webpublicationdate", "datetimepub", "publicationdatetime", "publicationtime", "publisheddatetime",
             "publisheddateutc", "publisheddatetimeutc", "pubdatetime", "firstpublished", "firstpublicationdate",
             "firstpublishedat", "firstcreated", "versioncreated", "articledate", "newsdate", "datepub",
             "dateofpublication", "createdutc", "datum", "fecha"),
    "url": ("url", "link", "canonicalurl", "weburl", "permalink", "sourceurl", "articleurl", "href", "articlelink",
            "newsurl", "newslink", "originalurl", "documenturl", "pageurl", "shorturl"),
    "source": ("source", "outlet", "publisher", "site", "sitename", "sourcename", "publication", "newspaper",
               "publicationname", "publicationtitle", "pubtitle", "containertitle", "journal", "newsoutlet", "paper",
               "newssource", "provider", "feedtitle", "sourcetitle", "hostname", "sourcedomain", "domain"),
    "author": ("author", "authors", "byline", "creator", "writer", "authorname", "authornames", "writers", "journalist",
               "reporter", "articleauthor", "bylines", "autor", "auteur"),
    "language": ("language", "lang", "languagecode"),
}  # fmt: skip
IDS = ("id", "guid", "uuid", "articleid", "docid", "docno", "uri")
WRAPPERS = ("source", "fields", "article", "attributes", "data", "document", "record", "item", "node", "doc", "post")
"""Objects inside a record that hold its fields: of Elasticsearch, the Guardian, Reddit, JSON:API."""
LISTS = frozenset(("articles", "items", "entries", "data", "results", "documents", "docs", "posts", "stories", "news",
                   "records", "hits", "value", "rows", "children", "messages", "features", "list"))  # fmt: skip
"""Names of lists of records."""
HOLDERS = LISTS | {"response", "result", "channel", "feed", "payload", "root", "rss", "body", "output", "query"}
"""Names of objects that may hold such a list."""
