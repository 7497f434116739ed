/** The files of a rules folder that are not rules, each in its own module. */
export * from "./actions.ts";
export * from "./calendar.ts";
export * from "./directory.ts";
export * from "./document.ts";
export * from "./ladder.ts";
export * from "./layout.ts";
export * from "./record.ts";
export * from "./settings.ts";
