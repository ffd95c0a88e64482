// Keeps a draft while somebody types. It says when; it never takes anything off the page.
const every = 20_000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-said]");
  let changed = false;
  let leaving = false;
  let sending = false;

  const typed = () => {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("[type=file]")) data.delete(input.name);
    return data;
  };

  const keep = async () => {
    if (!changed || leaving || sending) return;
    changed = false;
    sending = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed(), redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      said.textContent = (await answer.json()).said;
    } catch {
      changed = true;
      said.textContent = form.dataset.failed;
    } finally {
      sending = false;
    }
  };

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { leaving = true; });
  setInterval(keep, every);
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", () => {
    if (changed && !leaving) navigator.sendBeacon(form.dataset.autosave, typed());
  });
}
