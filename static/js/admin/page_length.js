// Keeps "how full is the A4" current while an editor types. The same sum as services/a4.py, with its numbers.
const WAIT = 300;

/** Paragraphs of a rich-text field: Draftail keeps its content as JSON in a hidden field. */
function richRows(value) {
  try {
    return JSON.parse(value).blocks.map((block) => block.text.trim());
  } catch {
    return [];
  }
}

class Form {
  constructor(form) {
    this.form = form;
  }

  value(name) {
    return (this.form.elements.namedItem(name)?.value ?? "").trim();
  }

  isTicked(name) {
    return Boolean(this.form.elements.namedItem(name)?.checked);
  }

  /** The blocks of a stream that are not deleted, each a function from a field's name to its value. */
  blocks(name) {
    const numbers = Array.from({ length: Number(this.value(`${name}-count`)) }, (_, number) => number);
    return numbers
      .filter((number) => this.value(`${name}-${number}-deleted`) !== "1")
      .sort((a, b) => Number(this.value(`${name}-${a}-order`)) - Number(this.value(`${name}-${b}-order`)))
      .map((number) => (part = "") => this.value(`${name}-${number}-value${part && `-${part}`}`));
  }

  rich(name) {
    return richRows(this.value(name));
  }
}

/** What stands on the paper: rows of text by field, facts in the box, title, introduction and notice. */
function sheet(form, { amount, deadline, shortFees }) {
  const fees = form.blocks("fees");
  const note = form.value("fees_note");
  const inBox = fees.length <= shortFees;
  const feeRows = fees.map((fee) => `${fee("condition")} ${amount}`);
  const channels = form.blocks("channels");
  const main = channels.find((channel) => channel("kind") === "e_service");
  const rows = {
    target_group: [form.value("target_group")],
    before_you_start: form.blocks("before_you_start").map((item) => item()),
    procedure: form.blocks("procedure").map((step) => `${step("title")}. ${step("text")}`),
    channels: channels.filter((channel) => channel !== main).map(channelText),
    fees: inBox && !(fees.length && note) ? [] : feeRows,
    fees_note: fees.length ? [note] : [],
    desk_help: [form.value("desk_help")],
    laws: form.blocks("laws").map((law) => law("title")),
  };
  for (const name of ["conditions", "what_you_get", "special_cases", "guarantee", "rights_and_duties", "appeal"]) {
    rows[name] = form.rich(name);
  }
  const facts = [];
  if (form.isTicked("is_free")) facts.push([[amount, note]]);
  else if (inBox && fees.length) facts.push(fees.map((fee) => [amount, fee("condition")]));
  if (form.value("processing_max")) facts.push([[amount, form.value("processing_note")]]);
  const deadlines = form.blocks("deadlines");
  if (deadlines.length) facts.push(deadlines.map((block) => [deadline, block("note")]));
  if (form.value("appeal_weeks")) facts.push([[amount, ""]]);
  if (form.value("provider_name")) facts.push([[form.value("provider_name"), ""]]);
  return {
    rows,
    facts,
    title: form.value("title"),
    lead: form.value("introduction"),
    notice: form.value("availability") === "available" ? "" : form.value("availability_reason"),
    action: Boolean(main),
  };
}

function channelText(channel) {
  const label = channel("label");
  return ["e_service", "form"].includes(channel("kind")) ? label : `${label}: ${channel("value")}`;
}

const lines = (text, characters) => Math.ceil(text.length / characters);

function bodyHeight(rows, { fields, boxes, numbers: n }) {
  let height = n.end;
  const seen = new Set();
  for (const [name, [section, characters, line, around]] of Object.entries(fields)) {
    const texts = rows[name].filter(Boolean);
    if (texts.length && !seen.has(section)) {
      seen.add(section);
      height += n.section + (boxes.includes(section) ? n.box : 0);
    }
    for (const text of texts) height += lines(text, characters) * line + around;
  }
  return (height / n.columns) * n.balance;
}

function factsHeight(entries, n) {
  let [height, rowHeight, used] = [0, 0, 0];
  for (const entry of entries) {
    const widths = entry.map(([text, note]) =>
      Math.max(text.length * n.fact_character, note.length * n.note_character),
    );
    const width = Math.max(...widths) + n.gap;
    const own = entry.reduce((sum, [, note]) => sum + n.fact_line + (note ? n.fact_note : 0), n.fact);
    if (used && used + width > n.fact_width) {
      height += rowHeight;
      rowHeight = 0;
      used = 0;
    }
    used += width;
    rowHeight = Math.max(rowHeight, own);
  }
  return height + rowHeight;
}

function fullness(form, settings) {
  const n = settings.numbers;
  const content = sheet(form, settings);
  let height = n.frame + lines(content.title, n.title_characters) * n.title;
  height += lines(content.lead, n.lead_characters) * n.lead;
  if (content.notice) height += n.notice + lines(content.notice, n.notice_characters) * n.fact_line;
  height += n.facts + (content.action ? n.action : 0) + factsHeight(content.facts, n);
  return Math.round((100 * (height + bodyHeight(content.rows, settings))) / n.page);
}

function show(root, percent, { full, nearlyFull, words }) {
  const state = percent > full ? "over" : percent >= nearlyFull ? "nearly" : "fits";
  root.querySelector("[data-page-length-percent]").textContent = String(percent);
  root.querySelector("meter").value = Math.min(percent, full);
  if (root.dataset.state === state) return;
  root.dataset.state = state;
  root.querySelector("[data-page-length-text]").textContent = words[state];
}

export function init(root) {
  const form = root.closest("form");
  const settings = JSON.parse(document.getElementById("page-length-settings").textContent);
  const fields = new Form(form);
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(root, fullness(fields, settings), settings), WAIT);
  };
  for (const name of ["input", "change", "keyup", "click"]) form.addEventListener(name, later);
  // Draftail writes to its hidden field without an event, some time after the last key.
  new MutationObserver(later).observe(form, { subtree: true, childList: true, characterData: true });
}

for (const root of document.querySelectorAll("[data-page-length]")) init(root);
