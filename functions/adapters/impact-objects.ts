import type { Impact } from "../domain/impact/impact.ts";
import type { ImpactRun } from "../domain/impact/run.ts";
import { type ShortImpact, shortImpact } from "../domain/impact/short.ts";
import type { TallyState } from "../domain/impact/tally.ts";
import { hashOfText } from "../domain/ruleset/canonical.ts";
import { getText, putText } from "./objects.ts";

/** Named by what they hold, so that whoever writes one again writes the same. */
const resultKey = (ruleset: string, name: string) => `impacts/${ruleset}/${name}.json`;
const shortKey = (ruleset: string, name: string) => `impacts/${ruleset}/${name}.short.json`;

/** The whole impact of a ruleset, and beside it as much of it as is shown. @returns the name of both. */
export async function putImpact(impact: Impact): Promise<string> {
  const text = JSON.stringify(impact);
  const name = hashOfText(text).slice(0, NAME_LENGTH);
  await putText(shortKey(impact.to, name), JSON.stringify(shortImpact(impact)));
  await putText(resultKey(impact.to, name), text);
  return name;
}

export async function getImpact(ruleset: string, name: string): Promise<ShortImpact | undefined> {
  const text = await getText(shortKey(ruleset, name));
  return text === undefined ? undefined : (JSON.parse(text) as ShortImpact);
}

/** What one stretch of a lane added up to. @returns its name. */
export async function putImpactPart({ to, id }: ImpactRun, lane: string, state: TallyState): Promise<string> {
  const text = JSON.stringify(state);
  const key = `impact-parts/${to}/${id}/${lane}/${hashOfText(text).slice(0, NAME_LENGTH)}.json`;
  await putText(key, text);
  return key;
}

export async function getImpactPart(key: string): Promise<TallyState> {
  const text = await getText(key);
  if (text === undefined) throw new Error(`a part of an impact is gone: ${key}`);
  return JSON.parse(text) as TallyState;
}

const NAME_LENGTH = 16;
