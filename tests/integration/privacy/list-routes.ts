import type { Express } from 'express';

/** Every `METHOD /path` that an app answers, each as its own router names it. */
export function listRoutes(app: Express): string[] {
  return routesIn(app.router);
}

function routesIn(router: unknown): string[] {
  const stack = property(router, 'stack');
  return Array.isArray(stack) ? stack.flatMap(routesOf) : [];
}

function routesOf(layer: unknown): string[] {
  const route = property(layer, 'route');
  if (!route) return routesIn(property(layer, 'handle'));
  const methods = Object.keys(property(route, 'methods') ?? {});
  return methods.map((method) => `${method.toUpperCase()} ${String(property(route, 'path'))}`);
}

/** Routers are functions. */
function property(of: unknown, name: string): unknown {
  const has = (typeof of === 'object' && of !== null) || typeof of === 'function';
  return has ? Reflect.get(of, name) : undefined;
}
