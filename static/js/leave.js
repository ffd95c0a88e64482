// Leaves when Shift is pressed three times with nothing between, each within two seconds.
const most = 2_000;
const link = document.querySelector(".leave");
let presses = [];

addEventListener("keydown", ({ key, repeat, timeStamp }) => {
  if (repeat) return;
  presses = key === "Shift" ? [...presses.filter((before) => timeStamp - before < 2 * most), timeStamp] : [];
  if (presses.length >= 3 && link) location.replace(link.href);
});

// From here on going back does not lead to the page that was left.
for (const way of document.querySelectorAll(".leave, [data-instead]")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(way.href);
  });
}
