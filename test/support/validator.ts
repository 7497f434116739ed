import { Ajv } from "ajv";
import formats from "ajv-formats";

/** Keywords that only editors read. */
const FOR_EDITORS = [
  "defaultSnippets",
  "errorMessage",
  "markdownDescription",
  "markdownEnumDescriptions",
  "patternErrorMessage",
];

/** A JSON Schema validator that refuses a keyword that it does not know. */
export function validator(): Ajv {
  const ajv = new Ajv({ strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addVocabulary(FOR_EDITORS);
  formats.default(ajv, ["date", "email"]);
  return ajv;
}
