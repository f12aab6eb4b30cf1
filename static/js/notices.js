// Notices that may be hidden: remembered by their text in this browser alone; without script they stay.
const STORE = "torget.hidden-notices";
const MOST = 50;

function hidden() {
  try {
    const keys = JSON.parse(localStorage.getItem(STORE) || "[]");
    return Array.isArray(keys) ? keys : [];
  } catch {
    return [];
  }
}

function remember(key) {
  try {
    localStorage.setItem(STORE, JSON.stringify([...hidden(), key].slice(-MOST)));
  } catch {
    // Where nothing may be stored it is hidden on this page only.
  }
}

export function init(root) {
  const known = hidden();
  for (const notice of root.querySelectorAll("[data-notice]")) {
    const { notice: key } = notice.dataset;
    if (known.includes(key)) notice.hidden = true;
    const button = notice.querySelector("button");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(key);
      notice.hidden = true;
      (root.querySelector("main") || document.body).focus();
    });
  }
}
