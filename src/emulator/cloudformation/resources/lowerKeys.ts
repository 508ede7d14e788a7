import { isObject } from '../template/template';

/** `{ PathPart: … }` -> `{ pathPart: … }`: API Gateway's members are a template's properties in lower case. */
export const lowerKeys = (properties: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(isObject(properties) ? properties : {}).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      value,
    ]),
  );
