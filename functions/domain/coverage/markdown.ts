import Mustache from "mustache";
import type { CoveragePage } from "./page.ts";

const PAGE = `# {{number}}逐条落实情况

《{{title}}》（{{issuedOn}}）

全文{{clauseCount}}条，列出义务{{total}}项，已落实{{covered}}项{{#missing}}，**尚未落实{{missing}}项**{{/missing}}。规则集 {{ruleset}}

期限括注来源：{{sources}}。{{byDefault}}的期限可以修改，不是法律要求。

{{#clauses}}
## {{heading}}〔{{clause}}〕

{{#noDuty}}
没有列出义务：{{noDuty}}

{{/noDuty}}
{{#duties}}
### {{duty}}（{{state}}）

> {{quote}}

{{#rows}}
{{#rule}}
**{{kind}}：{{title}}**（{{id}}）

- 系统怎样做：{{text}}
- 期限：{{due}}
{{#reminded}}
- {{step}}：{{to}}
{{/reminded}}
{{#late}}
- {{step}}：{{to}}
{{/late}}
- 施行：{{inForce}}
{{#basis}}
- 依据和说明：{{basis}}
{{/basis}}

{{/rule}}
{{^rule}}
{{^reason}}
**尚无规则，也没有写明不能计算的原因**

{{/reason}}
{{/rule}}
{{/rows}}
{{#reason}}
不能计算：{{reason}}

{{/reason}}
{{/duties}}
{{/clauses}}`;

/** Signs that Markdown would take for its own. */
const SIGNS = /[\\`*_[\]<>|#&]/g;

export const coverageMarkdown = (page: CoveragePage): string =>
  Mustache.render(PAGE, page, {}, { escape: (text: unknown) => String(text).replace(SIGNS, "\\$&") });
