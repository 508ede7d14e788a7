import { type Node, Pair, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import { validationError } from '../validationError';

/** The short forms `!Ref` and `!Condition` stand for keys without `Fn::`. */
const PLAIN = new Set(['Ref', 'Condition']);

/** Reads YAML with CloudFormation's short forms: `!Join [a, b]` becomes `{ 'Fn::Join': [a, b] }`. */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined)
    throw validationError(`Template format error: YAML not well-formed. ${error.message}`);
  visit(document, { Node: (_key, node) => expandTag(node as Node) });
  return document.toJS();
}

function expandTag(node: Node): Node | undefined {
  const tag = 'tag' in node ? node.tag : undefined;
  if (tag === undefined || !/^!\w/.test(tag)) return undefined;
  node.tag = undefined;
  const short = tag.slice(1);
  const long = new YAMLMap();
  long.items.push(new Pair(new Scalar(PLAIN.has(short) ? short : `Fn::${short}`), node));
  return long;
}
