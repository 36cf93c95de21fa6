// Breaches of WCAG 2.1 AA in a letter on a phone, in light and in dark, one a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [, , chromium, letter] = process.argv;
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"], headless: true });
for (const scheme of ["light", "dark"]) {
  const page = await browser.newPage();
  await page.setViewport({ width: 390, height: 844 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setContent(readFileSync(letter, "utf8"));
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const found = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
  for (const one of found.violations) console.log(`${scheme}: ${one.id}: ${one.nodes.map((node) => node.html)[0]}`);
}
await browser.close();
