import type { Ruleset } from "../ruleset/ruleset.ts";
import type { Directory, DocumentFile, RecordType } from "../schema/folder.ts";

type Agency = Directory["agencies"][number];

const agency = (id: string, name: string, enforcement: boolean): Agency => ({
  id,
  name,
  short: name,
  kind: "department",
  enforcement,
  aliases: [],
  people: ["case-officer", "legal-unit", "head"].map((role) => ({
    id: `${id}-${role}`,
    role,
    ...(role === "head" && { name: "张某" }),
    email: `${role}@${id}.example.org`,
  })),
});

const DIRECTORY: Directory = {
  roles: [
    { id: "case-officer", label: "承办人" },
    { id: "disclosure-officer", label: "公示发布岗" },
    { id: "legal-unit", label: "法制机构" },
    { id: "head", label: "主要负责人" },
  ],
  supervisors: { supervision: ["justice", "government-office"] },
  supervisorRole: "legal-unit",
  keeper: { agency: "justice", role: "legal-unit" },
  groups: [],
  agencies: [
    agency("market-regulation", "示例市市场监督管理局", true),
    agency("housing", "示例市住房和城乡建设局", true),
    agency("justice", "示例市司法局", false),
    agency("government-office", "示例市人民政府办公室", false),
  ],
  outside: [],
};

const DOCUMENT: DocumentFile = {
  id: "sample",
  number: "示例政办发〔2019〕18号",
  title: "示例文件",
  issuedOn: "2019-08-06",
  clauses: [
    {
      clause: "S-1",
      heading: "（二）加强事后公开",
      duties: [{ duty: "S-1-a", quote: "自作出之日起七个工作日内公开" }],
    },
  ],
};

const RECORD_TYPE: RecordType = {
  id: "enforcement-decision",
  label: "行政执法决定",
  steps: [],
  facts: [
    ["socialImpact", "是否具有一定社会影响"],
    ["majorRights", "是否涉及重大权益"],
  ].map(([name = "", label = ""]) => ({ name, label, explanation: label, example: true, type: "boolean" })),
};

/** Names and documents of our own around the templates and the office of a rules folder: a gallery of any folder shows the same. */
export const sampleRuleset = (ruleset: Ruleset): Ruleset => ({
  ...ruleset,
  directory: DIRECTORY,
  documents: new Map([[DOCUMENT.id, DOCUMENT]]),
  recordTypes: new Map([[RECORD_TYPE.id, RECORD_TYPE]]),
});
