// Keeps what is being typed, for when the page goes without its button: Back, reload, a closed tab.
const every = 15_000;
const soon = 1_000;
const [visit] = performance.getEntriesByType("navigation");

for (const form of document.querySelectorAll("form[data-keep]")) {
  let changed = false;

  const keep = () => {
    if (changed) navigator.sendBeacon(form.dataset.keep, new FormData(form));
    changed = false;
  };
  const nothing = () => { changed = false; };

  // A page that is loaded again was asked for before what had been typed could be kept.
  const catchUp = async () => {
    const answer = await fetch(location.href);
    const newer = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (changed) return;
    for (const control of form.elements) {
      const kept = control.id && newer.getElementById(control.id);
      if (kept && "checked" in control) control.checked = kept.checked;
      if (kept && !control.matches("[type=radio], [type=checkbox]")) control.value = kept.value;
    }
  };

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", nothing);
  // Before anything else hears of it: who leaves quickly leaves nothing.
  addEventListener("click", ({ target }) => { if (target.closest(".leave")) nothing(); }, true);
  addEventListener("beforeunload", keep);
  addEventListener("pagehide", keep);
  setInterval(keep, every);
  if (visit?.type === "reload") {
    catchUp();
    setTimeout(catchUp, soon);
  }
}
