// Four pictures of the demo, as a reader and its author see it.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
const { open } = await import(pathToFileURL(join(import.meta.dirname, "..", "tests", "browser", "browser.mjs")));

const demo = join(process.env.WORK, "demo");
const pictures = [
  ["home", "site/de/index.html", "light"],
  ["post", "site/en/posts/where-the-tail-comes-from.html", "dark"],
  ["letter", "private/outbox/2026-06-summer/index.html", "light", 1420],
  ["report", "private/report/index.html", "light"],
];
const browser = await open({ viewport: { width: 1100, height: 860 }, deviceScaleFactor: 1 });
for (const [name, path, colorScheme, width = 1100] of pictures) {
  const page = await browser.newPage();
  await page.setViewportSize({ width, height: Math.round(width * 0.78) });
  await page.emulateMedia({ colorScheme });
  await page.goto(pathToFileURL(join(demo, path)).href, { waitUntil: "networkidle" });
  await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.fonts.ready)));
  await page.screenshot({ path: join(process.env.OUT, `${name}.png`) });
  await page.close();
}
await browser.close();
