import type { IKey } from "aws-cdk-lib/aws-kms";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { Deployment } from "./config/schema.ts";

type Props = { deployment: Deployment; key: IKey; handlers: NodejsFunction[] };

/**
 * Who makes links and who reads them. Secrets Manager makes a key for each generation: the one in use, and the one before,
 * whose links are still in mails. CloudFormation puts them in, so neither template nor code holds them.
 */
export function connectLinks(scope: Construct, { deployment, key, handlers }: Props): void {
  const { publicUrl, linkKeyGeneration = 1 } = deployment;
  if (publicUrl === undefined) return;
  const generations = [linkKeyGeneration, linkKeyGeneration - 1].filter((generation) => generation > 0);
  const keys = generations.map((generation) => linkKey(scope, generation, key).secretValue.unsafeUnwrap());
  for (const handler of handlers) {
    handler.addEnvironment("YIFA_PUBLIC_URL", publicUrl);
    handler.addEnvironment("YIFA_LINK_KEYS", keys.join(","));
  }
}

const linkKey = (scope: Construct, generation: number, encryptionKey: IKey) =>
  new Secret(scope, `LinkKey${generation}`, {
    description: `Yifa: signs links in mails, generation ${generation}`,
    encryptionKey,
    generateSecretString: { passwordLength: 48, excludePunctuation: true },
  });
