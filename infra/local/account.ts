/**
 * The account that the emulators play, in the region of config/*.json. `aws` is the partition that the queue emulator
 * puts into its ARNs.
 */
export const account = { id: "000000000000", region: "ap-southeast-1", partition: "aws" } as const;

export const arn = (
  service: string,
  resource: string,
  region: string = account.region,
  id: string = account.id,
) => ["arn", account.partition, service, region, id, resource].join(":");

/** What every SDK client of the stack gets: no real credentials ever reach it. */
export const accountEnvironment = {
  AWS_REGION: account.region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_EC2_METADATA_DISABLED: "true",
};

export const clientSettings = (endpoint: string) => ({
  endpoint,
  region: account.region,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
