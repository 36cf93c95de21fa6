// What a reader does on the site, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, open } from "./browser.mjs";

let browser;
const asked = [];
before(async () => {
  browser = await open({ viewport: { width: 1280, height: 900 } });
  browser.on("request", (request) => asked.push(request.url()));
});
after(() => browser.close());

const page = async (path) => {
  const opened = await browser.newPage();
  const said = [];
  opened.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  opened.on("pageerror", (error) => said.push(String(error)));
  await opened.goto(`${base}/${path}`);
  opened.said = said;
  return opened;
};

test("the language switch leads to the same post", async () => {
  const here = await page("de/posts/woher-die-ausreisser-kommen.html");
  await here.click("nav.languages a[hreflang=en]");
  assert.equal(await here.textContent("h1"), "Where the tail comes from");
  assert.equal(await here.getAttribute("html", "lang"), "en");
  await here.click("nav.languages a[hreflang=da]");
  assert.match(here.url(), /\/da\/index\.html$/);
  assert.deepEqual(here.said, []);
});

const searches = [
  ["de", "Engpässe", "Woher die Ausreißer kommen"],
  ["de", "höflich", "Wie man einen Monolithen höflich erwürgt"],
  ["da", "årevis", "Alle hedder Test Testesen"],
  ["en", "queues", "Where the tail comes from"],
];
for (const [lang, words, expected] of searches)
  test(`a search in ${lang} for ${words}`, async () => {
    const here = await page(`${lang}/search.html`);
    await here.fill("#search_words", words);
    await here.waitForSelector("#search_results a");
    assert.ok((await here.locator("#search_results a").allTextContents()).includes(expected));
    assert.match(await here.getAttribute("#search_results a", "href"), new RegExp(`/${lang}/`));
    const found = await here.$$eval("#search_results li", (all) => all.map((one) => [...one.children].map((part) => part.textContent.trim())));
    assert.deepEqual(found.filter(([title, text]) => !text || text.startsWith(title)), []);
    await here.locator("#search_results a", { hasText: expected }).click();
    assert.equal(await here.textContent("h1"), expected);
    assert.deepEqual(here.said, []);
  });

test("without JavaScript the search says so and leads to the archive", async () => {
  const still = await open({ javaScriptEnabled: false });
  const here = await still.newPage();
  await here.goto(`${base}/de/search.html`);
  assert.equal(await here.locator("#search_form").isVisible(), false);
  await here.click("#search_note a");
  assert.equal(await here.textContent("h1"), "Archiv");
  await still.close();
});

test("the forms work without JavaScript and carry their language", async () => {
  const still = await open({ javaScriptEnabled: false });
  const here = await still.newPage();
  const sent = [];
  await here.route("https://letters.petersen.example.org/**", (route) => {
    sent.push([route.request().url(), new URLSearchParams(route.request().postData())]);
    return route.fulfill({ body: "ok" });
  });
  await here.goto(`${base}/da/contact.html`);
  await here.fill("[name=name]", "Åse");
  await here.fill("[name=email]", "aase@example.org");
  await here.fill("[name=message]", "Goddag");
  assert.equal(await here.locator("[name=website]").evaluate((field) => field.getBoundingClientRect().width <= 200), true);
  await here.click("#contact_form button:not([type=button])");
  await here.goto(`${base}/de/index.html`);
  await here.fill("#signup_email", "a@example.org");
  await here.click(".signup button");
  assert.deepEqual(sent.map(([url]) => url.split("/").pop()), ["contact", "subscribe"]);
  const [contact, signup] = sent.map(([, fields]) => fields);
  assert.equal(contact.get("lang"), "da");
  assert.equal(contact.get("name"), "Åse");
  assert.equal(contact.get("website"), "");
  assert.equal(contact.get("opened"), "");
  assert.equal(contact.get("journey"), null);
  assert.equal(signup.get("lang"), "de");
  await still.close();
});

test("what was read stays in the browser until the reader sends it", async () => {
  const fresh = await open();
  const here = await fresh.newPage();
  const outside = [];
  let sent;
  fresh.on("request", (request) => !request.url().startsWith(base) && outside.push(request.url()));
  await here.route("https://letters.petersen.example.org/**", (route) => {
    sent = new URLSearchParams(route.request().postData());
    return route.fulfill({ body: "ok" });
  });
  await here.goto(`${base}/de/posts/eine-abfrage-zu-viel.html?utm_source=letter&utm_campaign=2026-06`);
  await here.goto(`${base}/en/posts/polite-strangling.html`);
  await here.goto(`${base}/de/contact.html`);
  assert.deepEqual(await here.locator(".journey li").allTextContents(), [
    "Eine Abfrage zu viel",
    "How to strangle a monolith politely",
  ]);
  assert.deepEqual(outside, []);
  const fill = async () => {
    await here.fill("[name=name]", "A");
    await here.fill("[name=email]", "a@example.org");
    await here.fill("[name=message]", "Hello");
  };
  await fill();
  await here.click("#contact_form > p > button");
  const journey = JSON.parse(sent.get("journey"));
  assert.deepEqual(journey.read.map((visit) => visit.post), ["one-query-too-many.de", "polite-strangling.en"]);
  assert.deepEqual(journey.utm, { source: "letter", campaign: "2026-06" });
  assert.match(sent.get("opened"), /^\d{13}$/);
  await here.goto(`${base}/de/contact.html`);
  await fill();
  await here.uncheck("[name=journey]");
  await here.click("#contact_form > p > button");
  assert.equal(sent.get("journey"), null);
  await here.goto(`${base}/de/contact.html`);
  await here.click("[data-forget]");
  await here.reload();
  assert.equal(await here.locator(".journey").isVisible(), false);
  await fresh.close();
});

test("a memory that is damaged, or another program's, is none, and heals", async () => {
  const fresh = await open();
  const here = await fresh.newPage();
  const said = [];
  here.on("pageerror", (error) => said.push(String(error)));
  await here.goto(`${base}/de/index.html`);
  for (const memory of ["null", "[]", '"words"', "not JSON", '{"read":{}}', '{"read":[null,3,{}]}']) {
    await here.evaluate((memory) => (localStorage.leitmotiv = memory), memory);
    await here.goto(`${base}/de/contact.html`);
    assert.equal(await here.locator(".journey").isVisible(), false);
    await here.goto(`${base}/de/posts/eine-abfrage-zu-viel.html`);
    await here.goto(`${base}/de/contact.html`);
    assert.deepEqual(await here.locator(".journey li").allTextContents(), ["Eine Abfrage zu viel"], memory);
  }
  assert.deepEqual(said, []);
  await fresh.close();
});

test("on a page from right to left, a name in Latin letters keeps its last sign, and begins where the page begins", async () => {
  const here = await page("de/index.html");
  const [dot, letter, end, page_end] = await here.evaluate(() => {
    document.documentElement.dir = "rtl";
    const name = document.querySelector(".wordmark");
    name.textContent = "A & Co.";
    const left = (at) => {
      const range = document.createRange();
      range.setStart(name.firstChild, at);
      range.setEnd(name.firstChild, at + 1);
      return range.getBoundingClientRect();
    };
    return [left(6).left, left(5).left, left(6).right, document.querySelector(".brand").getBoundingClientRect().right];
  });
  assert.ok(dot > letter);
  assert.ok(Math.abs(end - page_end) < 2, `${end} ${page_end}`);
});

test("what is printed of a page without an article is its text", async () => {
  const here = await page("de/contact.html");
  await here.emulateMedia({ media: "print" });
  const last = await here.evaluate(() => document.querySelector("footer").getBoundingClientRect().height);
  assert.equal(await here.evaluate(() => getComputedStyle(document.querySelector("main")).paddingBottom), "0px");
  assert.ok(last === 0 || (await here.locator("footer .impressum").isVisible()));
});

test("on paper, which does not scroll, a table shows all its columns", async () => {
  const here = await page("de/posts/eine-abfrage-zu-viel.html");
  await here.setViewportSize({ width: 660, height: 900 }); // A4 without its margins
  await here.emulateMedia({ media: "print" });
  const over = await here.evaluate(() => {
    const row = (cell, text) => `<tr>${`<${cell}>${text}</${cell}>`.repeat(12)}</tr>`;
    document.querySelector(".prose").innerHTML = `<div class="wide"><table>${row("th", "Wert")}${row("td", "12 ms")}</table></div>`;
    return document.querySelector(".prose table").getBoundingClientRect().right - document.querySelector(".prose").getBoundingClientRect().right;
  });
  assert.ok(over < 1, `${over}`);
});

test("dark and light follow the reader's system", async () => {
  const here = await page("en/index.html");
  const ground = () => here.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await here.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  await here.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await ground(), light);
});

test("the keyboard alone reaches the text, the switch and the forms", async () => {
  const here = await page("de/posts/woher-die-ausreisser-kommen.html");
  await here.keyboard.press("Tab");
  assert.equal(await here.evaluate(() => document.activeElement.className), "skip");
  await here.keyboard.press("Enter");
  assert.match(here.url(), /#main_text$/);
  const seen = new Set();
  for (let press = 0; press < 60; press++) {
    await here.keyboard.press("Tab");
    const [what, ring] = await here.evaluate(() => {
      const active = document.activeElement, style = getComputedStyle(active);
      return [active.id || active.textContent.trim(), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
    });
    if (what && (await here.evaluate(() => document.activeElement !== document.body))) assert.ok(ring, `no focus ring on ${what}`);
    seen.add(what);
  }
  for (const wanted of ["ersten Teil", "signup_email", "Abonnieren", "share_address"]) assert.ok(seen.has(wanted), wanted);
});

test("no page is wider than a narrow phone", async () => {
  const here = await page("index.html");
  await here.setViewportSize({ width: 320, height: 700 });
  for (const path of ["de/index.html", "de/posts/eine-abfrage-zu-viel.html", "de/contact.html", "de/offers.html", "de/search.html", "404.html", "de/newsletter/2026-06-summer.html"]) {
    await here.goto(`${base}/${path}`);
    assert.ok((await here.evaluate(() => document.documentElement.scrollWidth)) <= 320, path);
  }
});

test("whatever can be hit outside running text is 24 pixels wide and high", async () => {
  const here = await page("index.html");
  await here.setViewportSize({ width: 320, height: 700 });
  for (const path of ["de/index.html", "de/posts/eine-abfrage-zu-viel.html", "de/archive/2026.html", "de/archive/index.html", "de/offers.html", "de/contact.html", "de/topics/index.html"]) {
    await here.goto(`${base}/${path}`);
    const small = await here.evaluate(() =>
      [...document.querySelectorAll("a, button, input, select, textarea")].filter((part) => {
        const { width, height } = part.getBoundingClientRect();
        return width && (width < 24 || height < 24) && !part.closest(".skip, .trap, p, .prose");
      }).map((part) => part.textContent));
    assert.deepEqual(small, [], path);
  }
});

test("an endless word makes no page wider and is not cut off", async () => {
  const here = await page("index.html");
  await here.setViewportSize({ width: 320, height: 700 });
  for (const path of ["de/index.html", "de/posts/eine-abfrage-zu-viel.html", "de/themes/performance.html", "de/topics/index.html", "de/archive/index.html", "de/offers.html"]) {
    await here.goto(`${base}/${path}`);
    const cut = await here.evaluate(() => {
      const links = [...document.querySelectorAll(":is(.sections, .position, .facts, .labels, .cloud, .panel, .turn, .paths) li a")];
      for (const link of links) link.textContent = "Softwarearchitekturentscheidungsfindungsprozessbegleitung";
      const start = document.querySelector("main").getBoundingClientRect().left - 1;
      return links.filter((link) => [...link.getClientRects()].some((line) => line.left < start)).length;
    });
    assert.equal(cut, 0, path);
    assert.ok((await here.evaluate(() => document.documentElement.scrollWidth)) <= 320, path);
  }
});

test("cells of a table break between words", async () => {
  const here = await page("de/posts/eine-abfrage-zu-viel.html");
  await here.setViewportSize({ width: 320, height: 700 });
  const height = await here.evaluate(() => {
    const wide = document.createElement("div");
    wide.className = "wide";
    wide.innerHTML = `<table><tr>${"<td>Donnerstag</td>".repeat(8)}</tr></table>`;
    document.querySelector(".prose").append(wide);
    return wide.querySelector("td").getBoundingClientRect().height / parseFloat(getComputedStyle(wide.firstChild).lineHeight);
  });
  assert.ok(height < 2.5, `${height} lines`);
});

test("what a table says of a picture begins at its head", async () => {
  const here = await page("de/posts/eine-abfrage-zu-viel.html");
  const below = await here.evaluate(() => {
    document.querySelector(".prose").innerHTML = '<div class="wide"><table><tr><td><img width="90" height="300" alt=""></td><td><span>Text</span></td></tr></table></div>';
    const top = (kind) => document.querySelector(`.prose ${kind}`).getBoundingClientRect().top;
    return top("span") - top("img");
  });
  assert.ok(below < 20, `${below}`);
});

test("emphasis stands out in a quotation, code there is upright, and a part of a task stands below its words", async () => {
  const here = await page("de/posts/eine-abfrage-zu-viel.html");
  const [styles, steps] = await here.evaluate(() => {
    const task = (inner) => `<ul><li class="task"><span>☐</span> eins${inner}</li></ul>`;
    document.querySelector(".prose").innerHTML = `<blockquote><p>a <em>b</em> <code>c</code></p></blockquote>${task(task(task("")))}`;
    const all = (kind) => [...document.querySelectorAll(`.prose ${kind}`)];
    const lefts = all("span").map((box) => box.getBoundingClientRect().left);
    return [all("blockquote *").map((part) => getComputedStyle(part).fontStyle), lefts.slice(1).map((left, at) => left - lefts[at])];
  });
  assert.deepEqual(styles, ["italic", "normal", "normal"]);
  assert.ok(Math.min(...steps) > 20 && Math.max(...steps) - Math.min(...steps) < 1, `${steps}`);
});

test("a tall picture is no taller than the window", async () => {
  const here = await page("de/posts/eine-abfrage-zu-viel.html");
  await here.route("**/tall.svg", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="3000"/>' }));
  const height = await here.evaluate(async () => {
    const picture = new Image(400, 3000);
    picture.src = "tall.svg";
    document.querySelector(".prose").append(picture);
    await picture.decode();
    return picture.getBoundingClientRect().height;
  });
  assert.ok(height > 0 && height <= 900, `${height}`);
});

test("on phones, names of themes begin at one edge, whichever way they run", async () => {
  const here = await page("de/index.html");
  await here.setViewportSize({ width: 360, height: 700 });
  const edges = await here.evaluate(() => {
    document.documentElement.dir = "rtl";
    const links = [...document.querySelectorAll(".position li a")];
    links[0].textContent = "اكتشاف";
    return links.map((link) => {
      const range = document.createRange();
      range.selectNodeContents(link);
      return Math.round(Math.max(...[...range.getClientRects()].map((line) => line.right)));
    });
  });
  assert.equal(new Set(edges.slice(0, 2)).size, 1, edges.join(" "));
});

test("the thread leads from the name to the first post, also where nobody says who writes", async () => {
  const here = await page("de/index.html");
  const start = () => here.evaluate(() => getComputedStyle(document.querySelector("main .thread"), "::before").top);
  assert.ok(parseFloat(await start()) > 0);
  await here.evaluate(() => document.querySelector(".position").remove());
  assert.ok(parseFloat(await start()) < 0);
});

test("the way to older posts stands apart from the last of a list, and can be told from text", async () => {
  const here = await page("de/index.html");
  const [gap, line] = await here.evaluate(() => {
    const list = document.querySelector("main > .thread");
    list.insertAdjacentHTML("afterend", '<nav class="turn"><a rel="next" href="page-2.html">Ältere Beiträge</a></nav>');
    const link = document.querySelector(".turn a");
    return [link.getBoundingClientRect().top - list.getBoundingClientRect().bottom, getComputedStyle(link).textDecorationLine];
  });
  assert.ok(gap > 40, `${gap}`);
  assert.equal(line, "underline");
});

test("the dots between facts are not read out", async () => {
  const here = await page("de/index.html");
  const read = await here.locator("main").ariaSnapshot();
  assert.match(read, /Minuten Lesezeit/);
  assert.doesNotMatch(read, /·/);
});

test("the report is printed with the tables of a desk", async () => {
  const here = await browser.newPage();
  await here.setViewportSize({ width: 672, height: 900 });
  await here.goto(`file://${process.env.WORK}/report/index.html`);
  const shown = () => here.evaluate(() => getComputedStyle(document.querySelector("table.stacked tr")).display);
  assert.equal(await shown(), "block");
  await here.emulateMedia({ media: "print" });
  assert.equal(await shown(), "table-row");
});

test("an icon, a font and the pages come from the site itself, and nothing else is asked for", () => {
  assert.deepEqual(asked.filter((url) => !url.startsWith(base) && !/^(data|file):/.test(url)), []);
});
