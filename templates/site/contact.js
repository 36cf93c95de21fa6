(() => {
  const form = document.getElementById("contact_form"), box = form.querySelector("[data-journey]"), key = "leitmotiv";
  form.elements.opened.value = Date.now();
  let kept;
  try { kept = JSON.parse(localStorage[key]); } catch {} // blocked, empty or another program's
  const read = Array.isArray(kept?.read) ? kept.read.filter((visit) => visit?.post && visit.title) : [];
  if (!read.length) return;
  for (const visit of read) {
    const line = document.createElement("li");
    line.textContent = visit.title;
    box.querySelector("ul").append(line);
  }
  form.elements.journey.value = JSON.stringify({ read: read.map(({ post, at }) => ({ post, at })), utm: kept.utm || {} });
  box.hidden = box.disabled = false;
  box.querySelector("[data-forget]").addEventListener("click", () => {
    localStorage.removeItem(key);
    box.hidden = box.disabled = true;
    form.elements.message.focus();
  });
})();
