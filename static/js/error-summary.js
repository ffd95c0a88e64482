// Bring somebody whose form came back straight to what is wrong with it.
document.querySelector(".error-summary")?.focus();
