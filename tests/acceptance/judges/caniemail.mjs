// What mail programs do not support of a letter, one "client: feature" a line.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const html = readFileSync(process.argv[2], "utf8");
for (const client of process.argv.slice(3)) {
  const { issues } = caniemail({ clients: [client], html });
  const titles = new Set([...issues.errors.values()].flat().map((issue) => issue.title));
  for (const title of titles) console.log(`${client}: ${title}`);
}
