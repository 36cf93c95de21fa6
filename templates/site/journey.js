(() => {
  const now = Date.now(), article = document.querySelector("[data-post]");
  for (const field of document.querySelectorAll("[name=opened]")) field.value = now;
  if (!article) return;
  try {
    const key = "leitmotiv", query = new URLSearchParams(location.search);
    let kept;
    try { kept = JSON.parse(localStorage[key]); } catch {}
    const known = Array.isArray(kept?.read) ? kept.read : [];
    const read = known.filter((visit) => visit?.post && visit.post != article.dataset.post).slice(-49);
    read.push({ post: article.dataset.post, title: document.querySelector("h1").textContent, at: new Date(now).toISOString() });
    const utm = {};
    for (const name of ["source", "medium", "campaign", "content"]) if (query.get("utm_" + name)) utm[name] = query.get("utm_" + name).slice(0, 200);
    localStorage[key] = JSON.stringify({ read, utm: Object.keys(utm).length ? utm : kept?.utm });
  } catch {}
})();
