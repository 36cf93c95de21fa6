(async () => {
  const form = document.getElementById("search_form"), words = document.getElementById("search_words");
  const state = document.getElementById("search_state"), list = document.getElementById("search_results"), say = form.dataset;
  const bundle = new URL(say.bundle, document.baseURI), root = new URL("..", bundle);
  let index;
  try {
    index = await import(new URL("pagefind.js", bundle));
    await index.init();
  } catch {
    state.textContent = say.failed;
    return;
  }
  document.getElementById("search_note").hidden = true;
  form.hidden = false;
  words.focus();
  const show = async () => {
    const query = words.value.trim(), found = query ? await index.debouncedSearch(query, {}, 150) : { results: [] };
    if (!found) return;
    const pages = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
    const count = found.results.length;
    state.textContent = !query ? "" : count ? `${say.some} ${count}` : say.none;
    list.replaceChildren(...pages.map((page) => {
      const entry = document.createElement("li"), title = document.createElement("h2"), link = document.createElement("a"), text = document.createElement("p");
      title.className = "title";
      text.className = "summary";
      link.href = new URL(page.raw_url || page.url, root);
      link.textContent = page.meta.title;
      text.innerHTML = `${page.excerpt} …`;
      title.append(link);
      entry.append(title, text);
      return entry;
    }));
    const address = new URL(location);
    query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  words.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  words.value = new URLSearchParams(location.search).get("q") || "";
  if (words.value) show();
})();
