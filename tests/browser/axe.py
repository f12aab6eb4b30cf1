"""Run axe in a page and put what it finds into words."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const result = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return result.violations.map((rule) => ({
    id: rule.id, help: rule.help,
    nodes: rule.nodes.map((node) => ({ target: node.target.join(" "), why: node.failureSummary, html: node.html })),
  }));
}"""


def violations(page, script, tags=TAGS):
    """Return axe's violations on the page as it stands, one line a rule and element."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(script)
    return [
        f"{rule['id']} ({rule['help']}): {node['target']} {node['html'][:160]}: {' '.join(node['why'].split())[:300]}"
        for rule in page.evaluate(RUN, tags)
        for node in rule["nodes"]
    ]
