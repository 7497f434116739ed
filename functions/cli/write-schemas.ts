import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../domain/schema/json-schemas.ts";

/** `npm run schema`: writes the JSON Schemas that editors use, from the one source of types. */
const dir = join(import.meta.dirname, "../../rules/schema");
mkdirSync(dir, { recursive: true });
for (const [name, schema] of jsonSchemas()) writeFileSync(join(dir, name), schema);
