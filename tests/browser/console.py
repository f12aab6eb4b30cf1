"""What the browser complains of while a page is used."""

OWN = ("http://localhost:", "data:", "blob:")


def watch(page):
    """Collect complaints (a refused script or style is one too), each with its address, and requests to other hosts."""
    complaints = []

    def note(message):
        if message.type == "error":
            complaints.append(f"{message.text} {message.location.get('url', '')}".strip())

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(OWN) else complaints.append(request.url))
    return complaints
