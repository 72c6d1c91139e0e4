"""Pages of measurements in parts, each of which may come from another day and another machine."""

import re
import sys


def put(page, about, order, name, text):
    """Puts a part into a page, beside what was measured before.

    page: its path. about: what stands above the parts. order: the names of all parts, in their order.
    """
    known = page.read_text() if page.exists() else ""
    parts = dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- end -->", known, flags=re.S))
    parts[name] = text
    body = "\n".join(f"<!-- {other} -->\n{parts[other]}<!-- end -->\n" for other in order if other in parts)
    page.write_text(about + "\n" + body)
    print(f"wrote {page}", file=sys.stderr)
