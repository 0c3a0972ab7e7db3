"""What the extension is made of: it needs Python 3.5, which LibreOffice 6 brings, or later."""
