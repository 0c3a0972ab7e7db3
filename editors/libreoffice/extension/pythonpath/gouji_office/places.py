"""Where the marked copy has its comments, as places of the document that is open.

Both have the same paragraphs: the copy is what the office wrote of the document. Where writing and reading changed some,
paragraphs are aligned by what they say.
"""

from difflib import SequenceMatcher

AUTHOR = 'gouji 勾稽'
ANNOTATION = 'com.sun.star.text.textfield.Annotation'
# what stands between characters and is none
EMPTY = ('Annotation', 'AnnotationEnd', 'SoftPageBreak')


class Mark:
    """A comment, and the words that it is about: from `start` to `end`, each a paragraph of the open document and an
    offset in characters; None where that paragraph is not found."""

    def __init__(self, content, initials, quote, start, end):
        self.content = content
        self.initials = initials
        self.quote = quote
        self.start = start
        self.end = end

    def is_summary(self):
        """Whether it holds the sums of the report: that one begins with the author."""
        return self.content.startswith(AUTHOR)


def is_own(field):
    """Whether a field of the text is a comment of gouji."""
    return field.supportsService(ANNOTATION) and field.Author == AUTHOR


def each(enumeration):
    """The elements of an enumeration of the office."""
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def paragraphs(text):
    """All paragraphs of a text in order, those in cells of tables too."""
    for element in each(text.createEnumeration()):
        if element.supportsService('com.sun.star.text.TextTable'):
            for name in element.getCellNames():
                yield from paragraphs(element.getCellByName(name))
        elif element.supportsService('com.sun.star.text.Paragraph'):
            yield element


def all_paragraphs(document):
    """The paragraphs of a document: of its text, then of its frames."""
    yield from paragraphs(document.getText())
    frames = document.getTextFrames()
    for name in frames.getElementNames():
        yield from paragraphs(frames.getByName(name))


def portions(paragraph):
    """The portions of a paragraph, each with the characters that it shows."""
    for portion in each(paragraph.createEnumeration()):
        kind = portion.TextPortionType
        yield portion, kind, '' if kind in EMPTY else portion.getString()


def shown(paragraph):
    """The characters that a paragraph shows."""
    return ''.join(text for _, _, text in portions(paragraph))


def marks(copy, document):
    """The comments of gouji in the copy, with their places in the document."""
    ours, theirs = list(all_paragraphs(copy)), list(all_paragraphs(document))
    texts, others = [shown(p) for p in ours], [shown(p) for p in theirs]
    known = aligned(texts, others)

    def there(at, offset):
        to = known.get(at)
        return None if to is None else (theirs[to], carried(offset, texts[at], others[to]))

    found = []
    for at, paragraph in enumerate(ours):
        offset = 0
        for portion, kind, text in portions(paragraph):
            field = portion.TextField if kind == 'Annotation' else None
            if field is not None and is_own(field):
                quote = field.getAnchor().getString().replace('\r\n', '\n')
                start, end = there(at, offset), there(*end_of(at, offset, quote, texts))
                found.append(Mark(field.Content, field.Initials, quote, start and end and start, end))
            offset += len(text)
    # the sums come first
    return sorted(found, key=lambda mark: not mark.is_summary())


def end_of(at, offset, quote, texts):
    """The paragraph and the offset that a quote ends at which begins at `offset` of paragraph `at`."""
    left = offset + len(quote)
    # each paragraph but the last ends with a line break
    while left > len(texts[at]) and at + 1 < len(texts):
        left -= len(texts[at]) + 1
        at += 1
    return at, max(left, 0)


def aligned(ours, theirs):
    """Which of their paragraphs each of ours is: the same text, else as many others between two that are the same."""
    if ours == theirs:
        return {at: at for at in range(len(ours))}
    known = {}
    for _, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if a_end - a == b_end - b:
            known.update(zip(range(a, a_end), range(b, b_end)))
    return known


def carried(offset, ours, theirs):
    """An offset of our text in theirs; they differ where a field shows something else, such as the number of pages."""
    if ours == theirs:
        return offset
    place = 0
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        if offset < block.a:
            break
        place = block.b + min(offset - block.a, block.size)
    return place


def position(paragraph, offset):
    """The place in a paragraph that stands behind so many shown characters."""
    before, place = 0, paragraph.getStart()
    for portion, kind, text in portions(paragraph):
        if kind in EMPTY:
            continue
        inside = offset - before
        if inside <= 0:
            return portion.getStart()
        place = portion.getEnd()
        if inside < len(text):
            # what is no plain text is one character for the office, whatever it shows
            return moved(portion, text[:inside]) if kind == 'Text' else portion.getStart()
        before += len(text)
    return place


def moved(portion, text):
    """The place behind this text, which a portion begins with."""
    cursor = portion.getText().createTextCursorByRange(portion.getStart())
    left = len(text.encode('utf-16-le', 'surrogatepass')) // 2
    while left > 0:
        step = min(left, 32000)
        cursor.goRight(step, False)
        left -= step
    return cursor.getStart()
