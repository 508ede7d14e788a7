import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type YAMLMap,
} from 'yaml';
import { isDate } from './pythonTags';

export interface NodeProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly node: unknown;
}

/** Values that a file may stand for once its aliases are replaced; a billion laughs is a few hundred bytes. */
const maxValues = 100_000;

const maxDepth = 200;

export const tooDeep = `This is nested more than ${maxDepth} deep. Make it flatter.`;

/** What is well-formed YAML and still nothing that can be an experiment. */
export const checkNodes = (document: Document): NodeProblem[] => new NodeChecker(document).check();

class NodeChecker {
  private readonly problems: NodeProblem[] = [];
  /** Values behind each node, once counted. */
  private readonly sizes = new Map<unknown, number>();
  private readonly open = new Set<unknown>();
  private tooMany = false;

  constructor(private readonly document: Document) {}

  check(): NodeProblem[] {
    this.size(this.document.contents, 0);
    return this.problems;
  }

  private report(severity: NodeProblem['severity'], node: unknown, message: string): void {
    this.problems.push({ severity, node, message });
  }

  private size(node: unknown, depth: number): number {
    const known = this.sizes.get(node);
    if (known !== undefined) return known;
    if (isAlias(node)) return this.aliasSize(node, depth);
    if (depth > maxDepth) {
      this.report('error', node, tooDeep);
      return this.remember(node, 1);
    }
    this.open.add(node);
    const size = isCollection(node) ? this.collectionSize(node, depth) : this.leafSize(node);
    this.open.delete(node);
    return this.remember(node, size);
  }

  private remember(node: unknown, size: number): number {
    if (typeof node === 'object' && node !== null) this.sizes.set(node, size);
    if (size > maxValues && !this.tooMany) {
      this.tooMany = true;
      this.report(
        'error',
        node,
        `This stands for more than ${maxValues.toLocaleString('en')} values, with its aliases replaced. Write fewer.`,
      );
    }
    return size;
  }

  private aliasSize(alias: Alias, depth: number): number {
    const target = alias.resolve(this.document);
    if (target === undefined) {
      this.report('error', alias, `There is no anchor &${alias.source} before this. Define it first.`);
      return 1;
    }
    if (this.open.has(target)) {
      this.report(
        'error',
        alias,
        `*${alias.source} stands inside of what it stands for, without end. Repeat that by hand.`,
      );
      return 1;
    }
    return this.size(target, depth + 1);
  }

  private collectionSize(node: { readonly items: readonly unknown[] } & Node, depth: number): number {
    if (isMap(node)) this.checkKeys(node);
    return node.items.reduce<number>(
      (sum, item) => sum + this.size(isPair(item) ? item.value : item, depth + 1),
      1,
    );
  }

  private leafSize(node: unknown): number {
    if (isScalar(node) && node.type === 'PLAIN' && isDate(String(node.value)))
      this.report(
        'warning',
        node,
        `${String(node.value)} is a date in YAML 1.1, and no text. Put it in quotes.`,
      );
    return 1;
  }

  private checkKeys({ items }: YAMLMap): void {
    const seen = new Set<string>();
    for (const { key } of items) {
      if (!isScalar(key)) {
        this.report(
          'error',
          isNode(key) ? key : null,
          `This cannot be the name of a field. Put it in quotes when a text is meant, such as "\${name}".`,
        );
        continue;
      }
      const isMerge = key.source === '<<';
      const name = String(key.value);
      if (typeof key.value !== 'string' && !isMerge)
        this.report(
          'warning',
          key,
          `The name ${key.source ?? name} is no text in YAML 1.1. Put it in quotes.`,
        );
      if (seen.has(name) && !isMerge)
        this.report('warning', key, `"${name}" stands twice here, and only the last one counts. Remove one.`);
      seen.add(name);
    }
  }
}
