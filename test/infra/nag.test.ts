import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";
import { beforeAll, describe, expect, test } from "vitest";
import { exampleApp, PARTITIONS } from "../support/templates.ts";
import { ACKNOWLEDGED } from "./nag-acknowledgements.ts";

/** `<rule> <path>` of each finding, by partition. */
const findings = new Map<string, string[]>();

beforeAll(() => {
  for (const partition of PARTITIONS) {
    const app = exampleApp(partition);
    const packs: NagPack[] = [new AwsSolutionsChecks(), new NIST80053R5Checks(), new ServerlessChecks()];
    const found = packs.flatMap((pack) =>
      pack
        .validateScope(app)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
        ),
    );
    findings.set(partition, [...new Set(found)].sort());
  }
});

const acknowledged = ACKNOWLEDGED.flatMap(({ rule, paths }) => paths.map((path) => `${rule} ${path}`));

describe.each(PARTITIONS)("cdk-nag, on the templates for %s", (partition) => {
  test("finds nothing that is not acknowledged: change it, or say in nag-acknowledgements.ts why it stays", () => {
    const found = findings.get(partition) ?? [];
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((one) => !acknowledged.includes(one))).toEqual([]);
  });
});

test("no acknowledgement that nothing needs any more, none without a reason, none twice", () => {
  const found = [...findings.values()].flat();
  expect(acknowledged.filter((one) => !found.includes(one))).toEqual([]);
  expect(ACKNOWLEDGED.filter(({ reason }) => reason.length < 20)).toEqual([]);
  expect(acknowledged.length).toBe(new Set(acknowledged).size);
});
