/** The id of every `{"fact": "setting.<id>"}` in a file, wherever it stands. */
export function settingsNamed(file: unknown): Set<string> {
  const found = new Set<string>();
  const open: unknown[] = [file];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "fact" && typeof inner === "string" && inner.startsWith("setting."))
        found.add(inner.slice("setting.".length));
      else open.push(inner);
    }
  }
  return found;
}
