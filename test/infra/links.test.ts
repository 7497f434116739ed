import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Key } from "aws-cdk-lib/aws-kms";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { describe, expect, it } from "vitest";
import type { Deployment } from "../../infra/config/schema.ts";
import { connectLinks } from "../../infra/links.ts";

/** The secrets that a configuration makes, and what a function is told, with the names of the secrets in it. */
function connected(configured: Partial<Deployment>) {
  const stack = new Stack(new App(), "Links");
  const told: Record<string, unknown> = {};
  const handler = {
    addEnvironment: (name: string, value: string) => Object.assign(told, { [name]: stack.resolve(value) }),
  } as unknown as NodejsFunction;
  const key = Key.fromKeyArn(
    stack,
    "Key",
    "arn:aws:kms:ap-southeast-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
  );
  connectLinks(stack, { deployment: configured as Deployment, key, handlers: [handler] });
  const found = Template.fromStack(stack).findResources("AWS::SecretsManager::Secret");
  const secrets = Object.keys(found).map((id) => id.replace(/[0-9A-F]{8}$/, ""));
  const keys = [...JSON.stringify(told.YIFA_LINK_KEYS ?? "").matchAll(/LinkKey\d+(?=[0-9A-F]{8}")/g)];
  return { secrets: secrets.sort(), url: told.YIFA_PUBLIC_URL, keys: keys.map(([id]) => id), text: found };
}

describe("keys of links", () => {
  const publicUrl = "https://yifa.example.org";
  it.each<[string, Partial<Deployment>, string[]]>([
    ["none where mails have no links", {}, []],
    ["one at first", { publicUrl }, ["LinkKey1"]],
    ["the one in use and the one before", { publicUrl, linkKeyGeneration: 3 }, ["LinkKey3", "LinkKey2"]],
  ])("%s", (_, configured, keys) => {
    const found = connected(configured);
    expect([found.keys, found.secrets]).toEqual([keys, [...keys].sort()]);
    expect(found.url).toBe(configured.publicUrl);
  });

  it("are made by Secrets Manager, encrypted with the customer's key, and stand in no template", () => {
    const [secret] = Object.values(connected({ publicUrl }).text);
    expect(secret?.Properties).toMatchObject({
      GenerateSecretString: { PasswordLength: 48, ExcludePunctuation: true },
      KmsKeyId: expect.stringContaining("key/01234567"),
    });
    expect(secret?.Properties.SecretString).toBeUndefined();
  });
});
