import fc from "fast-check";
import Mustache from "mustache";
import { expect, it } from "vitest";
import { checkHtml } from "../../../functions/domain/ruleset/check-html.ts";
import { checkMustache } from "../../../functions/domain/ruleset/check-mustache.ts";

const PIECES = [
  "<",
  ">",
  "<p>",
  "</p>",
  "<td ",
  '<td style="',
  '" ',
  '">',
  'style="',
  'onclick="x"',
  "<script>",
  "url(",
  '<a href="https://www.example.org/',
  "{{#owes}}",
  "{{^owes}}",
  "{{/owes}}",
  "{{#supervises}}",
  "{{/supervises}}",
  "{{agency}}",
  "{{!x}}",
  "{{",
  "}}",
  " ",
  "red;",
];

const isClean = (html: string) => {
  const { problems, tags, sections } = checkMustache(html, true);
  return problems.length === 0 && checkHtml(html, tags, sections).length === 0;
};

it("an HTML template that is taken renders to HTML that would be taken, whatever sections it shows", () => {
  const templates = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(""));
  const wrapped = templates.map((template) => `<p>${template}</p>`);
  let taken = 0;
  fc.assert(
    fc.property(wrapped, fc.boolean(), fc.boolean(), (template, owes, supervises) => {
      if (!isClean(template)) return;
      taken++;
      const html = new Mustache.Writer().render(template, {
        agency: '"><script>x</script> {{/owes}} onclick="x"',
        owes,
        supervises,
      });
      const shown = html.replaceAll("{", "&#123;");
      expect(isClean(shown), `${template} → ${html}`).toBe(true);
    }),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(200);
});
