// Menus made of details and summary: Escape, a click outside and leaving by keyboard close them.
export function init(root) {
  const pops = [...root.querySelectorAll("details[data-pop]")];
  for (const pop of pops) {
    pop.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !pop.contains(event.relatedTarget)) pop.open = false;
    });
    pop.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !pop.open) return;
      pop.open = false;
      pop.querySelector("summary").focus();
    });
  }
  root.addEventListener("click", (event) => {
    for (const pop of pops) if (!pop.contains(event.target)) pop.open = false;
  });
}
