// Gives fields of Wagtail's forms the name that a screen reader says, where Wagtail shows it without linking it:
// rich-text editors, blocks that are one field, and the faces of those who edit the same page. Lets the keyboard
// scroll the overview of a long form.
const UNNAMED = "[aria-label], [aria-labelledby]";
const FIELDS = ".public-DraftEditor-content, [data-streamfield-child] :is(input:not([type=hidden]), textarea, select)";
const OVERVIEW = ".w-minimap__list:not([tabindex])";
const FACES = "button.w-editing-sessions__session";
let count = 0;

function idOf(element) {
  element.id ||= `name-${++count}`;
  return element.id;
}

/** The label in the field's own box, else the heading of the panel or block around it. */
function nameOf(field) {
  const label = field.closest("[data-field-wrapper]")?.querySelector(":scope > label");
  return label || field.closest("[data-panel]")?.querySelector("[data-panel-heading]");
}

/** What the tooltip of a face says; the tooltip takes its text out of the button. */
function wordsOf(face) {
  const text = face._tippy?.props.content?.textContent ?? face.textContent;
  return text.trim().replace(/\s+/g, " ");
}

function name(root) {
  for (const field of root.querySelectorAll(FIELDS)) {
    if (field.matches(UNNAMED) || field.labels?.length) continue;
    const label = nameOf(field);
    if (label) field.setAttribute("aria-labelledby", idOf(label));
  }
  for (const face of root.querySelectorAll(FACES)) {
    const words = wordsOf(face);
    if (!face.matches(UNNAMED) && words) face.setAttribute("aria-label", words);
  }
  for (const list of root.querySelectorAll(OVERVIEW)) list.tabIndex = 0;
}

export function init(root) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      name(root);
    });
  };
  new MutationObserver(soon).observe(root.body, { subtree: true, childList: true });
  soon();
}

init(document);
