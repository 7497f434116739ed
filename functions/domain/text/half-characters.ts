/** JSON that was read writes half a character of UTF-16 as an escape again, and nothing else that begins like this. */
const HALF = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Whether a text in JSON that was read, or one of its names, has half a character: it has no UTF-8 and cannot be stored as it is. */
export const hasHalfCharacter = (value: unknown): boolean => HALF.test(JSON.stringify(value) ?? "");
