/** `npm run schema`: with it editors complete and check `yifa.config.json`. */
import { writeFileSync } from "node:fs";
import { deploymentSchemaFile, deploymentSchemaText } from "./editor-schema.ts";

writeFileSync(deploymentSchemaFile, deploymentSchemaText());
