// One browser for all programs here: Debian's, started with a profile of its own and without a word to the outside.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(join(process.env.TOOLS, "package.json"));
export const tool = (name) => require(name);
export const resolve = (name) => require.resolve(name);
export const base = `http://127.0.0.1:${process.env.PORT}`;
export const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const open = (options = {}) =>
  tool("playwright-core").chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), "chromium-")), {
    executablePath: process.env.CHROMIUM,
    args: flags,
    ...options,
  });
