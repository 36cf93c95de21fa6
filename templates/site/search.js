(async () => {
  const form = document.getElementById("search_form"), words = document.getElementById("search_words");
  const state = document.getElementById("search_state"), list = document.getElementById("search_results"), say = form.dataset;
  const more = document.getElementById("search_more"), size = 20;
  const bundle = new URL(say.bundle, document.baseURI), root = new URL("..", bundle);
  // Japanese and Chinese part no words: each letter is one in the index, and several are asked for as a phrase.
  const kinds = "\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}", letter = `[${kinds}]`, sign = `[${kinds}\uff01-\uff65]`;
  const parted = (text) => text.replace(new RegExp(letter, "gu"), " $& ").trim();
  const joined = (text) => text.replace(new RegExp(`(${sign}(?:</mark>)?) +(?=(?:<mark>)?${sign})`, "gu"), "$1");
  const asked = (text) => (new RegExp(`^${letter}{2,}$`, "u").test(text) ? `"${parted(text)}"` : parted(text));
  let index, rest = [];
  try {
    index = await import(new URL("pagefind.js", bundle));
    if (/^(ja|zh)\b/.test(document.documentElement.lang)) await index.options({ excerptLength: 80 });
    await index.init();
  } catch {
    state.textContent = say.failed;
    return;
  }
  document.getElementById("search_note").hidden = true;
  form.hidden = false;
  words.focus();
  // The index has a title before its text, so that it is found; here it stands above. Blanks may be the index's own.
  const untitled = (text, title) => {
    const all = text.textContent, bare = (words) => words.replace(/\s/g, ""), head = bare(`${title}.`);
    if (!bare(all).startsWith(head)) return;
    let left = 0;
    for (let met = 0; met < head.length; left++) if (/\S/.test(all[left])) met++;
    while (left > 0) {
      const first = text.firstChild, size = first.textContent.length;
      if (size > left) first.textContent = first.textContent.slice(left);
      else first.remove();
      left -= size;
    }
  };
  const entry = (page) => {
    const entry = document.createElement("li"), title = document.createElement("h2"), link = document.createElement("a"), text = document.createElement("p");
    title.className = "title";
    text.className = "summary";
    link.href = new URL(page.raw_url || page.url, root);
    link.textContent = page.meta.title;
    text.innerHTML = joined(page.excerpt);
    untitled(text, page.meta.title);
    title.append(link);
    entry.append(title);
    if (text.textContent.trim()) {
      text.append(" …");
      entry.append(text);
    }
    return entry;
  };
  const next = async () => {
    const before = rest, pages = await Promise.all(rest.slice(0, size).map((result) => result.data()));
    if (before !== rest) return null; // something else was asked meanwhile
    rest = rest.slice(size);
    more.hidden = !rest.length;
    return pages.map(entry);
  };
  const show = async () => {
    const query = words.value.trim(), found = query ? await index.debouncedSearch(asked(query), {}, 150) : { results: [] };
    if (!found) return;
    const count = found.results.length;
    rest = found.results;
    const entries = await next();
    if (!entries) return;
    state.textContent = !query ? "" : count ? `${say.some} ${count}` : say.none;
    list.replaceChildren(...entries);
    const address = new URL(location);
    query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  words.addEventListener("input", show);
  more.addEventListener("click", async () => {
    const entries = await next();
    if (!entries) return;
    list.append(...entries);
    entries[0].querySelector("a").focus();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  words.value = new URLSearchParams(location.search).get("q") || "";
  if (words.value) show();
})();
