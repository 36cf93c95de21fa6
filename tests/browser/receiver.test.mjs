// A reader's way through the receiver's pages: signs up on the site, confirms, chooses, leaves.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { open, resolve } from "./browser.mjs";

const { WORK, LETTERS, RECEIVER } = process.env;
const box = `${LETTERS}/private/outbox/receiver`;
const axe = readFileSync(resolve("axe-core"), "utf8");
let browser;
before(async () => {
  browser = await open();
  mkdirSync(`${WORK}/receiver`, { recursive: true });
});
after(() => browser.close());

const page = async () => {
  const opened = await browser.newPage();
  opened.on("response", async (answer) => {
    if (answer.request().isNavigationRequest()) opened.answer = answer;
  });
  return opened;
};

// What stands on a page, as axe and a narrow phone see it; its bytes are kept for the checkers of HTML.
const look = async (here, name, heading) => {
  assert.equal(await here.textContent("h1"), heading);
  writeFileSync(`${WORK}/receiver/${name}.html`, await here.answer.body());
  for (const [width, colorScheme] of [[320, "light"], [320, "dark"], [1280, "light"], [1280, "dark"]]) {
    await here.setViewportSize({ width, height: 800 });
    await here.emulateMedia({ colorScheme });
    assert.ok((await here.evaluate(() => document.documentElement.scrollWidth)) <= width, `${name} is too wide`);
    await here.evaluate(axe);
    const { violations } = await here.evaluate(() =>
      window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map((one) => one.id), [], `${name} at ${width} px, ${colorScheme}`);
  }
};

const mailTo = async (address) => {
  for (let tries = 0; tries < 100; tries++) {
    const mails = readdirSync(box).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(`${box}/${name}`, "utf8"));
    const found = mails.find((mail) => mail.includes(address));
    if (found) return found.replaceAll(/=\r?\n/g, "");
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("no mail came");
};

const ways = {
  de: ["Bitte sehen Sie in Ihr Postfach", "Briefe von Jonna Petersen", "Sie sind jetzt dabei", "Was Sie lesen möchten", "Sie bekommen keine Briefe mehr"],
  en: ["Please check your mailbox", "Letters from Jonna Petersen", "You are subscribed", "What you want to read", "You get no more letters"],
  da: ["Se venligst i din indbakke", "Breve fra Jonna Petersen", "Nu er du med", "Hvad du vil læse", "Du får ikke flere breve"],
};
for (const [lang, [asked, letters, reader, choice, left]] of Object.entries(ways))
  test(`from the form of the site to the last letter, in ${lang}, with the keyboard alone`, async () => {
    const here = await page();
    const enter = (selector) => Promise.all([here.waitForEvent("load"), here.press(selector, "Enter")]);
    await here.goto(`file://${LETTERS}/site/${lang}/index.html`);
    await here.fill("#signup_email", `${lang}@example.org`);
    await enter("#signup_email");
    await look(here, `asked.${lang}`, asked);
    await here.goto(/http\S+\/confirm\/\S+/.exec(await mailTo(`${lang}@example.org`))[0]);
    await look(here, `confirm.${lang}`, letters);
    await enter("main button");
    await look(here, `confirmed.${lang}`, reader);
    await enter("main .prose a");
    await look(here, `preferences.${lang}`, choice);
    assert.equal(await here.isChecked(`#read_${lang}`), true);
    await here.press("#about_testing", "Space");
    await enter("main button >> nth=0");
    await look(here, `kept.${lang}`, choice);
    assert.equal(await here.isVisible("[role=status]"), true);
    assert.equal(await here.isChecked("#about_testing"), true);
    await here.press(`#read_${lang}`, "Space");
    await enter("main button >> nth=0");
    await look(here, `no-language.${lang}`, choice);
    assert.equal(await here.isVisible("[role=alert]"), true);
    await enter("main button.plain");
    await look(here, `left.${lang}`, left);
    await here.close();
  });

test("a form that cannot be used says why at the field", async () => {
  const here = await page();
  await here.goto(`${RECEIVER}/contact?lang=en`);
  await here.fill("[name=name]", "Åse");
  await here.fill("[name=message]", "Hello");
  await here.fill("[name=email]", "aase@localhost"); // a browser takes it for an address, and no server does
  await here.click("main button");
  await look(here, "contact", "Contact");
  const said = await here.getAttribute("[name=email]", "aria-describedby");
  assert.match(await here.textContent(`#${said}`), /No mail can be sent to this address/);
  assert.equal(await here.inputValue("[name=name]"), "Åse");
  await here.fill("[name=email]", "aase@firm.example.org");
  await here.click("main button");
  await look(here, "thanks", "Thank you");
  await here.close();
});

test("a link that leads nowhere is told on a page like the others", async () => {
  const here = await page();
  await here.goto(`${RECEIVER}/unsubscribe/1.x?lang=en`);
  await look(here, "gone", "This link no longer works");
  await here.goto(`${RECEIVER}/nowhere?lang=en`);
  await look(here, "nowhere", "There is no such page");
  await here.close();
});
