/** Decided; then seven and twenty working days later by `cn`, and by `cn-xj` where it differs. */
export const WORKED_EXAMPLES: readonly {
  decided: string;
  cn: readonly [string, string];
  xj?: readonly [string, string];
  why: string;
}[] = [
  { decided: "2019-08-06", cn: ["2019-08-15", "2019-09-03"], why: "the document's own date" },
  { decided: "2019-09-27", cn: ["2019-10-12", "2019-10-30"], why: "make-up Sunday 09-29 and Saturday 10-12" },
  { decided: "2019-12-25", cn: ["2020-01-06", "2020-01-22"], why: "year end" },
  { decided: "2024-02-05", cn: ["2024-02-20", "2024-03-08"], why: "make-up Sunday 02-18" },
  { decided: "2024-09-12", cn: ["2024-09-24", "2024-10-16"], why: "Mid-Autumn and National Day" },
  { decided: "2024-09-29", cn: ["2024-10-14", "2024-10-31"], why: "decided on a make-up Sunday" },
  { decided: "2024-12-27", cn: ["2025-01-08", "2025-01-26"], why: "ends on a make-up Sunday" },
  { decided: "2025-01-23", cn: ["2025-02-08", "2025-02-26"], why: "Spring Festival" },
  {
    decided: "2025-06-03",
    cn: ["2025-06-12", "2025-07-01"],
    xj: ["2025-06-17", "2025-07-04"],
    why: "古尔邦节",
  },
  { decided: "2025-10-03", cn: ["2025-10-16", "2025-11-04"], why: "decided on a holiday" },
  { decided: "2025-12-25", cn: ["2026-01-06", "2026-01-23"], why: "make-up Sunday 01-04" },
  { decided: "2026-02-11", cn: ["2026-02-27", "2026-03-17"], why: "Spring Festival" },
  {
    decided: "2026-03-16",
    cn: ["2026-03-25", "2026-04-14"],
    xj: ["2026-03-26", "2026-04-15"],
    why: "肉孜节",
  },
  {
    decided: "2026-05-22",
    cn: ["2026-06-02", "2026-06-22"],
    xj: ["2026-06-05", "2026-06-25"],
    why: "古尔邦节",
  },
  { decided: "2026-09-17", cn: ["2026-09-28", "2026-10-21"], why: "make-up Sunday 09-20, Saturday 10-10" },
  { decided: "2026-12-10", cn: ["2026-12-21", "2027-01-08"], why: "2027 not published" },
];
