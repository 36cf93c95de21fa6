// Lighthouse on a home page, a post and a form: 100 for accessibility, best practices and SEO, 95 for performance.
import { pathToFileURL } from "node:url";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { base, flags, resolve } from "./browser.mjs";

const lighthouse = (await import(pathToFileURL(resolve("lighthouse")))).default;
const { launch } = await import(pathToFileURL(resolve("chrome-launcher")).href.replace(/index\.js$/, "index.js"));
const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: flags, userDataDir: mkdtempSync(join(tmpdir(), "chromium-")) });
const wanted = { performance: 0.95, accessibility: 1, "best-practices": 1, seo: 1 };
let failed = false;
for (const path of ["de/index.html", "de/posts/woher-die-ausreisser-kommen.html", "en/contact.html", "de/newsletter/2026-06-summer.html"]) {
  const { lhr } = await lighthouse(`${base}/${path}`, { port: chrome.port, output: "json", onlyCategories: Object.keys(wanted), logLevel: "error" });
  const scores = Object.entries(lhr.categories).map(([name, category]) => [name, category.score]);
  console.log(path, scores.map(([name, score]) => `${name} ${Math.round(score * 100)}`).join(", "), `LCP ${lhr.audits["largest-contentful-paint"].displayValue}`, `CLS ${lhr.audits["cumulative-layout-shift"].displayValue}`);
  for (const [name, score] of scores)
    if (score < wanted[name]) {
      failed = true;
      for (const { id } of lhr.categories[name].auditRefs) {
        const audit = lhr.audits[id];
        if (audit.score !== null && audit.score < 1) console.log(`  ${name}: ${id}: ${audit.title}`, JSON.stringify(audit.details?.items?.slice(0, 2) ?? ""));
      }
    }
}
await chrome.kill();
process.exit(failed ? 1 : 0);
