import type { Lookup, Template } from "./template.ts";

export type Route = { key: string; method: string; prefix: string; functionArn: string };

/** Routes of the form `METHOD /prefix/{proxy+}`. */
export function readRoutes(template: Template, lookup: Lookup): Route[] {
  const integrations = new Map(
    template
      .ofType("AWS::ApiGatewayV2::Integration")
      .map(({ id, stack, properties }) => [
        `integrations/${id}`,
        template.resolve(properties.IntegrationUri, stack, lookup),
      ]),
  );
  return template.ofType("AWS::ApiGatewayV2::Route").map(({ stack, properties }) => {
    const key = String(properties.RouteKey);
    const [, method, prefix] = /^([A-Z]+) (\/.*)\{proxy\+\}$/.exec(key) ?? [];
    if (method === undefined || prefix === undefined) {
      throw new Error(`本地环境不支持路由“${key}”，应为“方法 /前缀/{proxy+}”，例如 ANY /v1/{proxy+}`);
    }
    return {
      key,
      method,
      prefix,
      functionArn: String(integrations.get(String(template.resolve(properties.Target, stack, lookup)))),
    };
  });
}

export function findRoute(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; proxy: string } | undefined {
  const route = routes.find(
    (each) => (each.method === "ANY" || each.method === method) && path.startsWith(each.prefix),
  );
  return route && path.length > route.prefix.length
    ? { route, proxy: path.slice(route.prefix.length) }
    : undefined;
}
