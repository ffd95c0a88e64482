// Sets the date at once, where without this the page comes back with it.

function write(form, day, month, year) {
  const [dayInput, monthInput, yearInput] = ["day", "month", "year"].map((part) =>
    form.querySelector(`[name="when_${part}"]`),
  );
  dayInput.value = day;
  if (month) monthInput.value = month;
  if (year) yearInput.value = year;
  dayInput.dispatchEvent(new Event("input", { bubbles: true }));
}

function name(date) {
  return date.toLocaleDateString(document.documentElement.lang, { month: "long" });
}

function preset(form, which) {
  const date = new Date();
  if (which === "month") return write(form, "");
  if (which === "yesterday") date.setDate(date.getDate() - 1);
  write(form, date.getDate(), name(date), date.getFullYear());
}

for (const button of document.querySelectorAll("[data-preset]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    preset(button.form, button.dataset.preset);
    const today = button.form.querySelector('[data-preset="today"]');
    today.hidden = button.dataset.preset === "today";
    if (today.hidden) button.form.querySelector('[name="when_day"]').focus();
  });
}
