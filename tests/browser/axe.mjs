// axe-core on every kind of page, on a phone and a desk, light and dark.
import { readFileSync } from "node:fs";
import { base, open, resolve } from "./browser.mjs";

const pages = [
  "index.html", "404.html", "de/index.html", "da/index.html", "de/posts/eine-abfrage-zu-viel.html", "en/posts/where-the-tail-comes-from.html",
  "de/themes/index.html", "de/themes/performance.html", "de/topics/index.html", "de/topics/sql.html", "de/archive/index.html",
  "de/archive/2026.html", "de/newsletter/index.html", "de/newsletter/2026-06-summer.html", "da/offers.html", "de/about.html",
  "de/contact.html", "de/search.html",
];
const source = readFileSync(resolve("axe-core"), "utf8");
const browser = await open();
let found = 0;
for (const viewport of [{ width: 360, height: 800 }, { width: 1280, height: 900 }])
  for (const colorScheme of ["light", "dark"]) {
    const here = await browser.newPage();
    await here.setViewportSize(viewport);
    await here.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const path of pages) {
      await here.goto(`${base}/${path}`);
      await here.evaluate(source);
      const result = await here.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
      for (const violation of result.violations) {
        found++;
        console.log(`${path} ${viewport.width} ${colorScheme}: ${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.target.join(" ")).join(" | ")}`);
      }
    }
    await here.close();
  }
await browser.close();
console.log(`${pages.length} pages in 4 states: ${found} violations`);
process.exit(found ? 1 : 0);
