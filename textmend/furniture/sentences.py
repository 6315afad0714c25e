"""
Furniture that names its page: what sites say to their readers and of their reporters, in sentences with a slot.

`Subscribe to the Harbour Gazette newsletter`, `More Great HARBOUR Stories`: the words around the name are always the
same ones. phrases.tsv has what has no slot.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from textmend.text.patterns import lazily

LONGEST = 400  # characters of such a line
NAME = r"[A-Z][\w.’'-]*"
SITE = r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|Pinterest|Snapchat|TikTok|Telegram|WhatsApp|Flipboard|Threads)"
AGENCY = r"(?:AP|AFP|EPA|Reuters|REUTERS|Bloomberg|Getty(?: Images)?|Shutterstock)"
LETTERS = r"(?i:newsletters?|mailing list|podcasts?|magazine|feed|(?:YouTube )?channel)"
# What a row of share buttons says, and what may stand between.
WIDGET = (
    r"(?:share|tweet|e-?mail|print|pin|facebook|twitter|linkedin|reddit|whatsapp|pinterest|flipboard|tumblr|telegram"
    r"|messenger|google\+|copy link|stumbleupon|digg|pocket|viber|vk|comments?)(?!\w)"
)
SMALL = r"(?:more|on|via|this|to|connect|post|by|save|shares|[\d.,]++[km]?)(?!\w)"
# When a page was written, in pieces, and what is said of it.
SAID = r"(?:[Uu]pdated|UPDATED|[Pp]osted|[Pp]ublished|PUBLISHED|[Mm]odified)"
STAMP = (
    rf"(?>{SAID}|Last|First|at|on|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
    r"\.?|\d[\d:.,/-]*+(?:st|nd|rd|th)?|[aApP]\.?[mM]\.?|[A-Z]{2,4})"
)
STAMPS = rf"{STAMP}(?:[\s,;:|·•–—-]++{STAMP})*+[\s|]*+"
LABEL = r"(?:READ|MORE|WATCH|LISTEN|PHOTOS|VIDEO|GALLERY|RELATED|(?i:read (?:more|also|next)|also read|don['’]t miss))"
# How the lines begin that these sentences match, but those that are told by an end or a phrase within them.
STARTS = (
    *("Subscribe to", "Subscribe now", "Sign up", "Get", "Receive", "If you", "CLICK HERE", "TAP HERE", "Click here"),
    *("Tap here", "Follow", '&lt;span data-mce-type="bookmark'),
    *("More", "Other", "Related", "Read more", "Read also", "Read next", "Read the", "Also read", "Don't miss"),
    *("READ", "MORE", "WATCH", "LISTEN", "PHOTOS", "VIDEO", "GALLERY", "RELATED", "ALSO READ", "DON'T MISS"),
    *("(READ", "(MORE", "(WATCH", "(PHOTOS", "(VIDEO", "(RELATED", "(SEE", "(Read", "(Related"),
    *("Share", "SHARE", "Tweet", "TWEET", "Facebook", "Email", "Print"),
    *("©", "(Credit", "(CREDIT", "(Photo", "(PHOTO"),
    *("Updated", "UPDATED", "Posted", "Published", "PUBLISHED", "Last updated", "First published", "Last modified"),
    *("# AM", "# PM", "# a.m", "# p.m", "#-#-#T#Z", "#-#-#T#+#", "#-#-#T#-#"),
)


# How they begin that have no cues, in any letter case: a line that does not need not be tried with one after another.
OPENED = lazily(
    r"subs|sign|clic|tap |get |rece|if you|foll|like|find|join|listen|down|more|other|rela|by |\(|read|watc|phot|vide"
    r"|gall|also|don.t|shar|twee|e-?mai|prin|pin|face|twit|link|redd|what|flip|tumb|tele|mess|goog|copy|stum|digg|pock"
    r"|vibe|vk|comm",
    re.I,
)


class Sentence(NamedTuple):
    """Sentences with slots: the kind of furniture, the form of phrase they count as, and whether one is enough."""

    kind: str
    form: str
    alone: bool
    pattern: re.Pattern[str]  # of a line from its beginning: to search costs a look at each character
    cues: tuple[str, ...] = ()  # one of which every such line has, where it costs less to look for them first


def _rows(kind: str, form: str, enough: str, *patterns: str, cues: tuple[str, ...] = ()) -> Sentence:
    """Return the sentences of one kind and form."""
    return Sentence(kind, form, enough == "alone", lazily("|".join(patterns)), cues)


SENTENCES = (
    _rows(
        *("newsletter", "sentence", "alone"),
        rf"Subscribe (?:now )?to (?:\S+ ){{0,6}}{LETTERS}\b(?!:).{{0,100}}$",
        rf"Subscribe to {NAME} (?:\S+ ){{0,3}}and (?:get|stay|receive|never|save|enjoy)\b.{{0,100}}$",
        r"Sign up (?:here |now |today )?(?:for|to) (?:\S+ ){1,8}(?:newsletters?|email alerts)\b.{0,100}$",
        r"Sign up (?:to|for) (?:get|receive) (?:our|the latest|regular|daily|weekly|breaking|free|more)\b.{0,100}$",
        r"(?:Get|Receive) (?:\S+ ){1,12}?(?i:delivered|straight|right|direct|directly|sent|free) (?:\S+ ){0,3}?"
        r"(?:in|into|to|through) your (?:inbox|mailbox|letterbox)\b",
        rf"(?:Click|Tap) here to (?:subscribe|sign up) (?:to|for) (?:\S+ ){{0,6}}{LETTERS}\b.{{0,100}}$",
        r"If you (?:enjoy|like|love)(?:e?d)? (?:this (?:article|story|post|piece|video|podcast)|what you read"
        r"|our (?:work|journalism|coverage|articles|stories))\b.{0,120}\b(?i:subscribe|join|sign up)\b",
    ),
    _rows("share", "sentence", "among", rf"(?:Follow|Like|Find|Join)(?: \S+){{1,6}} on {SITE}\b.{{0,80}}$"),
    _rows(
        *("share", "sentence", "alone"),
        rf"(?:Follow|Like|Find|Join) (?:him|her|them|us|me) on {SITE}(?:, {SITE}){{0,4}},? (?:and|or|&) {SITE}[.!]?$",
        rf"(?i:{WIDGET})(?=(?i:.+\b{WIDGET}))(?:[\s,|·•]++(?i:{WIDGET}|{SMALL}))++$",
    ),
    _rows("media", "sentence", "among", r"Listen to (?:\S+ ){1,4}live (?:at|on|here)\b"),
    _rows("advert", "sentence", "among", r"(?:Download|Get) the (?:\S+ ){1,4}app (?:for|to|now|today|on)\b"),
    _rows(
        *("advert", "sentence", "alone"),
        r"(?:CLICK|TAP) HERE (?:TO|FOR) [^a-z]+$",
        r"(?:\W{1,12} )?+(?:Want|Looking for|Need) [^?]{5,120}\? Check out our "
        r".{0,40}\b(?:picks|favou?rites|deals|buying guides?)\b.{0,150}$",
        r"Click here to (?:download|get|install) the (?:\S+ ){0,4}app\b",
        r"(?=.* may ).*\b(?:links?|buy|purchase)\b.*\bmay (?:earn|receive|get|collect) an? "
        r"(?:small )?(?:affiliate )?(?:commission\b|share of (?:the )?sales?\b)",
        cues=("HERE ", "Click here to ", " may ", "? Check out our "),
    ),
    # Headers of other articles, and links to one.
    _rows(
        *("related", "is", "alone"),
        rf"(?:More|Other)(?: {NAME}){{1,5}} (?:Stories|Coverage|News|Videos|Articles)$",
        r"Related (?:coverage|stories|articles|reading|posts|videos) (?:from|on|in) .{2,60}$",
    ),
    _rows(
        *("related", "sentence", "alone"),
        rf"{LABEL}(?: ?[:|]| [-–—]) ?[A-Z‘“'\"].*(?<![.?!…])(?<![.?!…]['\"’”)])$",
        r"\((?:MORE|READ MORE|READ|PHOTOS|VIDEO|WATCH|RELATED|SEE|Read more|Related): .{3,200}\)$",
        r"(?:More|MORE|Read more|Read the) .{2,60}[»›→]$",
    ),
    # Who wrote it, and when; not who "contributed to this report": articles that people cleaned keep it.
    _rows("byline", "sentence", "among", rf"(?:By|BY) {NAME}(?: (?:and |of )?{NAME}){{1,6}}$"),
    _rows(
        *("byline", "sentence", "alone"),
        rf"(?=By |{STAMP})(?=.*\d:\d\d)(?=.*{SAID})(?:By {NAME}(?: {NAME}){{0,3}}[\s,|·•–—-]++)?+{STAMPS}$",
        rf"{NAME}(?: {NAME}){{1,3}} ?\|(?=.*\d:\d\d)(?=.*\d{{4}}) ?+{STAMPS}$",
        rf"(?=\d)(?=.*\d:\d\d)(?=.*\d{{4}}){STAMPS}by {NAME}(?: {NAME}){{1,3}}$",
        r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)$",
        cues=(":",),
    ),
    # What the editor TinyMCE leaves where its cursor was, with nothing that shows in it.
    _rows(
        *("markup", "sentence", "alone"),
        r"&lt;span data-mce-type=\"bookmark\"[^<>&]*&gt;(?:\W|&(?:amp;)?#?\w{2,8};)*&lt;/span&gt;$",
        cues=("data-mce-type",),
    ),
    # Whose picture it is.
    _rows(
        *("credit", "caption", "alone"),
        rf".*\([^()]{{2,70}}/ ?{AGENCY}(?:[,/ ][^()]{{0,30}})?\)$",
        r"\((?:Credit|CREDIT|Photo|PHOTO|Photo credit)s?(?: by|:) [A-Z][^()]{2,80}\)$",
        rf"© {NAME} {NAME} [A-Z].*\.$",
        cues=("(", "©"),
    ),
)


def sentences_in(line: str) -> list[Sentence]:
    """
    Return the sentences that a line matches.

    >>> [sentence.kind for sentence in sentences_in("Subscribe to the Harbour Gazette newsletter")]
    ['newsletter']
    """
    if len(line) > LONGEST:
        return []
    opened = OPENED.match(line) is not None
    return [
        sentence
        for sentence in SENTENCES
        if (any(cue in line for cue in sentence.cues) if sentence.cues else opened) and sentence.pattern.match(line)
    ]
