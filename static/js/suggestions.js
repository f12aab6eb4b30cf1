// Suggestions under a search field (ARIA combobox with a list). Without it the form just searches.
const WAIT = 150;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.status = form.querySelector("[data-suggest-status]");
    this.items = [];
    this.current = -1;
    this.makeList();
    this.input.addEventListener("input", () => this.schedule());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
  }

  makeList() {
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${this.input.id}-list`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.form.dataset.suggestLabel);
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.form.append(this.list);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.setAttribute("aria-controls", this.list.id);
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const query = this.input.value.trim();
    this.request?.abort();
    if (query.length < 2) return this.close();
    this.request = new AbortController();
    try {
      const address = `${this.form.dataset.suggest}?q=${encodeURIComponent(query)}`;
      const answer = await fetch(address, { signal: this.request.signal });
      if (answer.ok) this.show(await answer.json());
    } catch {
      this.close();
    }
  }

  show(found) {
    if (document.activeElement !== this.input) return;
    this.items = found;
    this.current = -1;
    this.list.replaceChildren(...found.map((item, index) => this.makeItem(item, index)));
    const open = found.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = open ? `${found.length} ${this.form.dataset.suggestFound}` : "";
  }

  makeItem({ title, kind, url }, index) {
    const item = document.createElement("li");
    Object.assign(item, { id: `${this.list.id}-${index}`, className: "suggestions__item" });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    for (const [text, name] of [[title, "suggestions__title"], [kind, "suggestions__kind"]]) {
      item.append(Object.assign(document.createElement("span"), { className: name, textContent: text }));
    }
    item.addEventListener("click", () => location.assign(url));
    return item;
  }

  onKey(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.select((this.current + step + this.items.length + (this.current < 0 && step < 0)) % this.items.length);
    } else if (event.key === "Enter" && this.current >= 0) {
      event.preventDefault();
      location.assign(this.items[this.current].url);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  select(index) {
    this.list.children[this.current]?.setAttribute("aria-selected", "false");
    this.current = index;
    const item = this.list.children[index];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.current = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }
}

export function init(root) {
  for (const form of root.querySelectorAll("form[data-suggest]")) new Suggestions(form);
}
