import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { synthesise } from "../../infra/local/synthesise.ts";
import { Template } from "../../infra/local/template.ts";
import { startFunction } from "../support/deployed.ts";
import { Deployed, type Emulators } from "../support/deployed-stack.ts";

/** Nothing is called here. */
const NOBODY: Emulators = {
  endpoints: { AWS_ENDPOINT_URL_SQS: "http://127.0.0.1:9" },
  inbox: "",
  stop: async () => {},
};
const SECRETS = {
  deliver: { YIFA_SMTP_URL: "smtps://yifa:secret@localhost:465" },
  "delivery-reports": { YIFA_IMAP_URL: "imaps://yifa:secret@localhost:993" },
};

let ses: Deployed;
let post: Deployed;
beforeAll(async () => {
  ses = new Deployed(new Template(await synthesise()), NOBODY, {});
  // Where it is set, the template has the function that reads a mailbox.
  vi.stubEnv("YIFA_IMAP_URL", SECRETS["delivery-reports"].YIFA_IMAP_URL);
  post = new Deployed(new Template(await synthesise()), NOBODY, SECRETS);
  vi.unstubAllEnvs();
});

/** Of each function: a variable of the template without which it would do nothing. */
const STORES = ["YIFA_TABLE", "YIFA_BUCKET"];
const NEEDED: [string, "ses" | "post", string[]][] = [
  ["api", "ses", [...STORES, "YIFA_DELIVER_QUEUE_URL", "YIFA_DEAD_LETTERS", "YIFA_OIDC_ISSUER"]],
  ["open-periods", "ses", STORES],
  ["sweep", "ses", [...STORES, "YIFA_DELIVER_QUEUE_URL"]],
  ["deliver", "ses", [...STORES, "YIFA_MAIL_PROVIDER"]],
  ["receipts", "ses", STORES],
  ["bulk-import", "ses", [...STORES, "YIFA_IMPORT_BUCKET", "YIFA_IMPORT_QUEUE_URL"]],
  ["release", "ses", [...STORES, "YIFA_DELIVER_QUEUE_URL"]],
  ["recompute", "ses", STORES],
  ["audit", "ses", STORES],
  ["impact", "ses", [...STORES, "YIFA_IMPACT_QUEUE_URL"]],
  ["deliver", "post", ["YIFA_SMTP_URL"]],
  ["delivery-reports", "post", [...STORES, "YIFA_IMAP_URL"]],
];

describe("without a variable a function does not start, and names it", () => {
  it("of every function", () => {
    const all = new Set([...ses.names(), ...post.names()]);
    expect(new Set(NEEDED.map(([name]) => name))).toEqual(all);
  });

  it.each(NEEDED)("%s (%s): %j", async (name, on, variables) => {
    const deployed = { ses, post }[on];
    expect(Object.keys(deployed.variables(name))).toEqual(expect.arrayContaining(variables));
    for (const variable of variables) {
      const started = deployed.start(name, [variable]);
      await expect(started).rejects.toThrow(`环境变量 ${variable} `);
    }
  });

  it("a bundle that asks for a package of the project does not start, and one that asks for the SDK does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "yifa-bundle-"));
    const start = (request: string) => {
      const bundle = join(folder, "index.mjs");
      writeFileSync(bundle, `import ${JSON.stringify(request)}; export const handler = async () => {};`);
      return startFunction(bundle, "yifa-test", {});
    };
    await expect(start("zod")).rejects.toThrow("Cannot find package 'zod'");
    await (await start("@aws-sdk/client-sqs")).stop();
    rmSync(folder, { recursive: true });
  });
});
