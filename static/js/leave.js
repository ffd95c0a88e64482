// Leaves when Shift is pressed three times within two seconds, with no other key between.
const within = 2_000;
const link = document.querySelector(".leave");
let presses = [];

addEventListener("keydown", ({ key, repeat, timeStamp }) => {
  if (repeat) return;
  presses = key === "Shift" ? [...presses, timeStamp].filter((at) => timeStamp - at < within) : [];
  if (presses.length === 3) link?.click();
});

// From here on going back does not lead to the page that was left.
for (const way of document.querySelectorAll(".leave, [data-instead]")) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(way.href);
  });
}
