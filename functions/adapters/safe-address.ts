/** An address of the web at which nobody between reads or changes anything: https, or http on this machine. */
export function isSafeAddress(given: string): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol, hostname, username, search, hash } = new URL(given);
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const safe = protocol === "https:" || (loopback && protocol === "http:");
  return safe && username + search + hash === "";
}
