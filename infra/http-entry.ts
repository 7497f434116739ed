import { CfnOutput } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import type { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Deployment } from "./config/schema.ts";

/**
 * One line a request. No path and no query: ids, cursors and links are in them. Where a caller came from stays, since
 * 网络安全法 asks for logs by which an attack can be followed.
 */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  protocol: "$context.protocol",
  sourceIp: "$context.identity.sourceIp",
  status: "$context.status",
  bytes: "$context.responseLength",
  latencyMs: "$context.responseLatency",
  functionStatus: "$context.integration.status",
  functionLatencyMs: "$context.integration.latency",
  functionError: "$context.integration.error",
};

type Props = { api: NodejsFunction; deployment: Deployment; accessLog: ILogGroup };

/** The HTTP API: every request goes to one function, so many a second at most. */
export function openHttp(scope: Construct, { api, deployment, accessLog }: Props): HttpApi {
  const { limits, publicUrl, certificateArn } = deployment;
  const domain =
    publicUrl !== undefined && certificateArn !== undefined
      ? new DomainName(scope, "Domain", {
          domainName: new URL(publicUrl).hostname,
          certificate: Certificate.fromCertificateArn(scope, "Certificate", certificateArn),
        })
      : undefined;
  const entry = new HttpApi(scope, "HttpApi", {
    createDefaultStage: false,
    disableExecuteApiEndpoint: domain !== undefined,
  });
  entry.addRoutes({
    path: "/v1/{proxy+}",
    methods: [HttpMethod.ANY],
    integration: new HttpLambdaIntegration("ApiIntegration", api),
  });
  const stage = new HttpStage(scope, "HttpStage", {
    httpApi: entry,
    stageName: "$default",
    autoDeploy: true,
    throttle: { rateLimit: limits.requestsPerSecond, burstLimit: limits.burst },
    accessLogSettings: {
      destination: new LogGroupLogDestination(accessLog),
      format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
    },
    ...(domain && { domainMapping: { domainName: domain } }),
  });
  new CfnOutput(scope, "ApiUrl", { value: stage.url });
  if (domain) new CfnOutput(scope, "DomainTarget", { value: domain.regionalDomainName });
  return entry;
}
