import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemMatcher } from './contributions';

interface Pattern {
  readonly regexp: string;
  readonly kind?: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly message?: number;
  readonly severity?: number;
  readonly loop?: boolean;
}

interface Found {
  file?: string;
  line?: string;
  column?: string;
  message?: string;
  severity?: string;
}

const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));

const patternsOf = (name: string): Pattern[] =>
  manifest.contributes.problemMatchers.find((matcher: { name: string }) => matcher.name === name).pattern;

/** As VS Code does it: the patterns match lines that follow each other; the last one may match again. */
const problems = (name: string, output: string): Found[] => {
  const patterns = patternsOf(name);
  const lines = output.split('\n');
  return lines.flatMap((_, start) => {
    const matches = patterns.map(({ regexp }, offset) =>
      new RegExp(regexp).exec(lines[start + offset] ?? '\0'),
    );
    if (matches.some((match) => !match)) return [];
    const found = matches.reduce<Found>((known, match, index) => read(known, patterns[index], match), {});
    return [found, ...again(found, patterns.at(-1), lines.slice(start + patterns.length))];
  });
};

const again = (first: Found, last: Pattern | undefined, rest: readonly string[]): Found[] => {
  const more: Found[] = [];
  for (const line of rest) {
    const match = last?.loop ? new RegExp(last.regexp).exec(line) : null;
    if (!match) return more;
    more.push(read(first, last, match));
  }
  return more;
};

const fields = ['file', 'line', 'column', 'message', 'severity'] as const;

const read = (known: Found, pattern: Pattern | undefined, match: RegExpExecArray | null): Found => {
  const found = { ...known };
  for (const field of fields) {
    const text = match?.[pattern?.[field] ?? -1];
    if (text !== undefined) found[field] = text;
  }
  return found;
};

// What the tools printed: Terraform 1.11.4 and osls 4.3.1.
const syntaxError = `
Error: Missing name for resource

  on main.tf line 3, in resource "null_resource":
   3: resource "null_resource" {

All resource blocks must have 2 labels (type, name).
`;

const resourceError = `
╷
│ Error: expected security_policy to be one of ["TLS_1_0" "TLS_1_2"], got NOPE
│
│   with aws_api_gateway_domain_name.custom,
│   on domain.tf line 19, in resource "aws_api_gateway_domain_name" "custom":
│   19:   security_policy = "NOPE"
╵
`;

const yamlError = `Environment: linux, node 20.20.2, osls 4.3.1 (local)

Error:
Cannot parse "serverless.yml": missed comma between flow collection entries in "/app/serverless/serverless.yml" (22:12)

 19 | functions:
`;

const variableErrors = `
Error:
Cannot resolve serverless.yml: Variables resolution errored with:
  - Cannot resolve variable at "provider.apiGateway.restApiId": Value not found at "env" source
  - Cannot resolve variable at "provider.stage": Value not found at "opt" source
`;

describe('problem matchers', () => {
  it('find the errors of Terraform', () => {
    assert.deepEqual(problems(ProblemMatcher.terraform, syntaxError), [
      { severity: 'Error', message: 'Missing name for resource', file: 'main.tf', line: '3' },
    ]);
  });

  it('find those of a resource, framed as Terraform draws them for people', () => {
    const message = 'expected security_policy to be one of ["TLS_1_0" "TLS_1_2"], got NOPE';
    const expected = [{ severity: 'Error', message, file: 'domain.tf', line: '19' }];
    assert.deepEqual(problems(ProblemMatcher.terraformResource, resourceError), expected);
    const plain = resourceError.replace(/^[│╷╵] ?/gm, '');
    assert.deepEqual(problems(ProblemMatcher.terraformResource, plain), expected);
    assert.deepEqual(problems(ProblemMatcher.terraform, plain), [], 'and not twice');
  });

  it('find where Serverless cannot read its file', () => {
    assert.deepEqual(problems(ProblemMatcher.serverless, yamlError), [
      {
        message: 'Cannot parse "serverless.yml": missed comma between flow collection entries',
        file: '/app/serverless/serverless.yml',
        line: '22',
        column: '12',
      },
    ]);
  });

  it('find each variable that Serverless cannot resolve', () => {
    const file = 'serverless.yml';
    assert.deepEqual(problems(ProblemMatcher.serverlessVariables, variableErrors), [
      {
        file,
        message:
          'Cannot resolve variable at "provider.apiGateway.restApiId": Value not found at "env" source',
      },
      { file, message: 'Cannot resolve variable at "provider.stage": Value not found at "opt" source' },
    ]);
  });

  it('have what VS Code asks of them: a place, or the whole file, told by the first pattern', () => {
    for (const name of Object.values(ProblemMatcher)) {
      const patterns = patternsOf(name);
      const hasPlace = patterns.some(({ line }) => line !== undefined);
      assert.ok(hasPlace || patterns[0]?.kind === 'file', name);
    }
  });
});
