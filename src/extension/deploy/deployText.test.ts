import assert from 'node:assert/strict';
import type { RegionReport } from '../../core/deploy/deployReport';
import { listed, runSummary, stepsLine } from './deployText';

const region = (name: string, outcome: RegionReport['outcome'], message?: string): RegionReport => ({
  region: name,
  outcome,
  problems: [],
  durationMs: 1,
  ...(message ? { message } : {}),
});

const said = (...regions: RegionReport[]) => runSummary('deploy', { tools: {}, regions });

describe('runSummary', () => {
  it('tells that all is done, and how when that was not the usual way', () => {
    assert.deepEqual(said(region('a', 'done'), region('b', 'done')), {
      kind: 'info',
      text: 'Deployed to a and b.',
    });
    const fallback = { tools: {}, fallback: 'No Terraform.', regions: [region('a', 'done')] };
    assert.equal(
      runSummary('deploy', fallback).text,
      'Deployed to a. Without Terraform, by Serverless alone.',
    );
  });

  it('tells what failed in its own words, and what is done all the same', () => {
    assert.deepEqual(
      said(region('a', 'failed', 'terraform apply failed in a: no. Correct main.tf:3.'), region('b', 'done')),
      {
        kind: 'error',
        text: 'terraform apply failed in a: no. Correct main.tf:3. Deployed to b.',
      },
    );
  });

  it('tells what was cancelled', () => {
    assert.deepEqual(said(region('a', 'cancelled'), region('b', 'done')), {
      kind: 'warning',
      text: 'Deploying was cancelled in a. Deployed to b.',
    });
  });

  it('tells that there is nothing to destroy', () => {
    const text = 'Nothing is deployed from here, so there is nothing to destroy.';
    assert.deepEqual(runSummary('destroy', { tools: {}, regions: [] }), { kind: 'info', text });
  });
});

describe('the lines of a run', () => {
  it('list names as people do', () => {
    assert.deepEqual(
      [listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])],
      ['', 'a', 'a and b', 'a, b and c'],
    );
  });

  it('name the step of each region', () => {
    const steps = new Map([
      ['us-east-1', 'terraform apply'],
      ['us-west-2', 'osls deploy'],
    ]);
    assert.equal(stepsLine(steps), 'us-east-1: terraform apply · us-west-2: osls deploy');
  });
});
