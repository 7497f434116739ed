import { expect, it } from "vitest";
import { hasHalfCharacter } from "../../../functions/domain/text/half-characters.ts";

it.each([
  ["a whole character outside the first plane", '{"a":"\\ud840\\udc00𠀀"}', false],
  ["text that only spells an escape", '{"a":"\\\\ud800"}', false],
  ["the first half", '{"a":["x\\ud840"]}', true],
  ["the second half, after a backslash", '{"a":"\\\\\\udc00"}', true],
  ["half a character in a name", '{"\\ud840":1}', true],
])("%s", (_, json, half) => {
  expect(hasHalfCharacter(JSON.parse(json))).toBe(half);
});
