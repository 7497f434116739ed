import { join } from "node:path";
import { written } from "../../functions/domain/editor-schemas/editor-schemas.ts";
import { deployment } from "./schema.ts";

export const deploymentSchemaFile = join(import.meta.dirname, "deployment.schema.json");

export const deploymentSchemaText = (): string => `${JSON.stringify(written(deployment), null, 2)}\n`;
