// Moves the focus to the list of faults, so that it is the first thing read after a failed attempt.
export function init(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && root.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset, .ds-field") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}
