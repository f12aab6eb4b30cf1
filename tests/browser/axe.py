"""Run axe in a page and put what it finds into words."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another width or colour scheme can change; all else follows from the same elements.
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RUN = """async ([tags, only, off, context]) => {
  const rules = only ? {} : Object.fromEntries(off.map((name) => [name, { enabled: false }]));
  const runOnly = only
    ? { type: "rule", values: only.filter((name) => !off.includes(name)) } : { type: "tag", values: tags };
  const options = { runOnly, rules, resultTypes: ["violations"] };
  const result = await axe.run(context || document, options);
  return result.violations.map((rule) => ({
    id: rule.id, help: rule.help,
    nodes: rule.nodes.map((node) => ({ target: node.target.join(" "), why: node.failureSummary, html: node.html })),
  }));
}"""
# In forced colours the browser replaces the author's colours by the reader's own, unless an element opts out.
OPTED_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((element) => getComputedStyle(element).forcedColorAdjust === "none")
  .map((element) => element.outerHTML.slice(0, 160))"""


def violations(page, script, *, forced_colours=False, context=None, only=None):
    """Return axe's violations on the page as it stands, one line a rule and element.

    With forced colours axe reads the author's colours where Chromium shows the reader's (it asks for
    -webkit-text-fill-color): contrast is then given unless something opts out of them, and that is looked for instead.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(script)
    off = ["color-contrast"] if forced_colours else []
    found = [
        f"{rule['id']} ({rule['help']}): {node['target']} {node['html'][:160]}: {' '.join(node['why'].split())[:300]}"
        for rule in page.evaluate(RUN, [TAGS, only, off, context])
        for node in rule["nodes"]
    ]
    if forced_colours:
        found += [f"keeps its own colours: {html}" for html in page.evaluate(OPTED_OUT)]
    return found
