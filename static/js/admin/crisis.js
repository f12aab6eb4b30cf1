// Crisis mode with less waiting: the preview follows what is typed, a second press of the button does nothing, and what
// was typed is not left behind by mistake. Everything works without this.
const WAIT = 500;

/** Show again what would be shown, whenever something changed and then rested. */
function followPreview(form) {
  const preview = form.querySelector("[data-crisis-preview]");
  if (!preview) return;
  let timer;
  let newest = 0;

  async function renew() {
    const turn = ++newest;
    preview.setAttribute("aria-busy", "true");
    try {
      const data = new FormData(form);
      data.set("preview", "part");
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (turn !== newest || !answer.ok) return;
      const open = [...preview.querySelectorAll("details[open]")].map((item) => item.dataset.language);
      preview.innerHTML = await answer.text();
      for (const item of preview.querySelectorAll("details")) item.open = open.includes(item.dataset.language);
    } catch {
      // The preview stays as it was; the button "Show again" still works.
    } finally {
      if (turn === newest) preview.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(renew, WAIT);
  });
}

/** One press sends the form once; a page that comes back from the browser's memory can send again. */
function sendOnce(form) {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "preview") return;
    if (isSent) {
      event.preventDefault();
      return;
    }
    isSent = true;
    form.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSent = false;
    form.removeAttribute("aria-busy");
  });
}

/** Ask before somebody leaves a page in which something is typed and not sent. */
function keepTyped(form) {
  let isChanged = false;
  form.addEventListener("input", () => (isChanged = true));
  form.addEventListener("submit", () => (isChanged = false));
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

/** Look again while the self-test is under way, until it has said what visitors see. */
function followSelfTest(place) {
  if (!place?.dataset.crisisRenew) return;
  setTimeout(async () => {
    let next = place;
    try {
      const answer = await fetch(place.dataset.crisisRenew, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = answer.ok && page.querySelector("[data-crisis-live]");
      if (found && !place.contains(document.activeElement)) {
        place.replaceWith(found);
        next = found;
      }
    } catch {
      // No line just now: look again.
    }
    followSelfTest(next);
  }, 2000);
}

export function init(root) {
  followSelfTest(root.querySelector("[data-crisis-live]"));
  for (const form of root.querySelectorAll("[data-crisis-form]")) {
    followPreview(form);
    sendOnce(form);
    keepTyped(form);
  }
  for (const button of root.querySelectorAll("[data-crisis-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  root.querySelector("[data-crisis-focus]")?.focus();
}

init(document);
