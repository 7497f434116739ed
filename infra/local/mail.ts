const NAMES = ["YIFA_MAIL_PROVIDER", "YIFA_SMTP_URL", "YIFA_MAIL_PER_SECOND", "YIFA_IMAP_URL"];

/** What the environment says of mail wins, as endpoints do; else all goes to the inbox, which has no quota. */
export function mailEnvironment(given: NodeJS.ProcessEnv): Record<string, string> {
  const named = NAMES.flatMap((name): [string, string][] => {
    const value = given[name];
    return value ? [[name, value]] : [];
  });
  return {
    ...(given.YIFA_MAIL_PROVIDER ? {} : { YIFA_MAIL_PROVIDER: "ses", YIFA_MAIL_PER_SECOND: "1000" }),
    ...Object.fromEntries(named),
  };
}
