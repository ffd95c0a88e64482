// Keeps what is being typed, for when the page goes without its button: Back, reload, a closed tab.
const every = 15_000;

for (const form of document.querySelectorAll("form[data-keep]")) {
  let changed = false;

  const keep = () => {
    if (changed) navigator.sendBeacon(form.dataset.keep, new FormData(form));
    changed = false;
  };
  const nothing = () => { changed = false; };

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", nothing);
  document.querySelector(".leave")?.addEventListener("click", nothing);
  addEventListener("pagehide", keep);
  setInterval(keep, every);
}
