// Keeps a draft while somebody types. It says when; it never takes anything off the page.
const every = 20_000;
// After this long somebody may be signed out, so a press of a button looks first.
const stale = 30 * 60_000;

async function post(form, data) {
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).said;
}

// Who signed in again in another tab has another token; the page takes it over.
async function takeToken(form) {
  const answer = await fetch(form.action, { redirect: "error" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = "csrfmiddlewaretoken";
  form.elements[name].value = page.querySelector(`form[data-autosave] [name=${name}]`).value;
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-said]");
  let changed = false;
  let leaving = false;
  let sending = false;
  let seen = Date.now();

  const typed = () => {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("[type=file]")) data.delete(input.name);
    return data;
  };

  const keep = async () => {
    if (sending) return;
    sending = true;
    changed = false;
    try {
      said.textContent = await post(form, typed()).catch(async () => {
        await takeToken(form);
        return post(form, typed());
      });
      seen = Date.now();
    } catch {
      changed = true;
      said.textContent = form.dataset.failed;
    } finally {
      sending = false;
    }
  };

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", async (event) => {
    leaving = Date.now() - seen < stale;
    if (leaving) return;
    event.preventDefault();
    await keep();
    if (changed) return;
    form.requestSubmit(event.submitter);
  });
  setInterval(() => { if (changed && !leaving) keep(); }, every);
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", () => {
    if (changed && !leaving) navigator.sendBeacon(form.dataset.autosave, typed());
  });
}
