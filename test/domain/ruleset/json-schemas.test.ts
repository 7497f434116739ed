import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchemas } from "../../../functions/domain/schema/json-schemas.ts";

describe("JSON Schemas for editors", () => {
  it.each([...jsonSchemas()])(
    "rules/schema/%s is what the types say now (npm run schema)",
    (name, schema) => {
      expect(readFileSync(`rules/schema/${name}`, "utf8")).toBe(schema);
    },
  );
});
