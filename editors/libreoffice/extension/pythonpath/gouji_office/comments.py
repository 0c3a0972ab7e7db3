"""The comments of gouji in a document."""

from datetime import datetime

from com.sun.star.util import DateTime

from .places import ANNOTATION, AUTHOR, each, is_own, position

# how much of the words is said where their place is not found, in characters
QUOTE = 40


def own(document):
    """The comments of gouji."""
    return [field for field in each(document.getTextFields().createEnumeration()) if is_own(field)]


def remove(document):
    """Removes the comments of gouji; how many there were."""
    found = own(document)
    for field in found:
        field.getAnchor().getText().removeTextContent(field)
    return len(found)


def write(document, marks, lost):
    """Writes a comment for each mark. One whose place is not found stands at the top and says its words."""
    # the last first: what stands before stays where it is
    for mark in reversed(marks):
        field = document.createInstance(ANNOTATION)
        field.Author, field.Initials, field.Content = AUTHOR, mark.initials, mark.content
        field.DateTimeValue = now()
        if mark.start is None:
            field.Content = '{}\n{}'.format(lost(mark.quote[:QUOTE]), mark.content)
            top = document.getText().createTextCursor()
            top.gotoStart(False)
            top.getText().insertTextContent(top, field, False)
            continue
        text, cursor = selected(mark)
        text.insertTextContent(cursor, field, True)


def selected(mark):
    """The words of a mark, selected, with the text that they stand in."""
    start, end = position(*mark.start), position(*mark.end)
    text = start.getText()
    cursor = text.createTextCursorByRange(start)
    cursor.gotoRange(end, True)
    return text, cursor


def now():
    """The time of the comments."""
    time = datetime.now()
    made = DateTime()
    made.Year, made.Month, made.Day = time.year, time.month, time.day
    made.Hours, made.Minutes, made.Seconds = time.hour, time.minute, time.second
    return made
