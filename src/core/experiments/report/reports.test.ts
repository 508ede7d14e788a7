import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { htmlReport, markdownReport, summaryText } from './reports';
import { answered, deviatedJournal, fail, hello, journal, neverStartedJournal, probe } from './testJournal';

const hostile = '<script>alert(1)</script> | `x` [a](javascript:1) @everyone\n# not a heading';

const hostileRun = {
  file: '"><img src=x onerror=alert(1)>.yaml',
  journal: journal({
    ...deviatedJournal,
    experiment: { ...deviatedJournal.experiment, title: hostile, description: hostile },
    run: [answered({ ...fail, name: hostile }, 2, 200)],
    steady_states: {
      ...deviatedJournal.steady_states,
      after: {
        steady_state_met: false,
        probes: [
          ...(deviatedJournal.steady_states.after?.probes.slice(0, 1) ?? []),
          {
            ...answered(hello, 10, 502, false),
            output: { status: 502, headers: {}, body: `</pre>\`\`\`\n${hostile}` },
          },
        ],
      },
    },
  }),
};

describe('markdownReport', () => {
  it('says what was tested, how it ended, and what deviated and why', () => {
    assert.equal(
      markdownReport([{ journal: deviatedJournal, file: 'lambda.chaos.yaml' }]),
      `# 1 experiment: 1 deviated

## ✗ Lambda outage: deviated

What needs no Lambda stays.

**The steady state did not withstand the experiment.**

lambda.chaos.yaml · 2026-11-23 12:00:00 UTC · 12 s · 1 rollback of 1

### What was not as it should be

- After: GET /v1/hello. It answered 502, expected 200.

<details><summary>What came: After: GET /v1/hello</summary>

\`\`\`text
{
  "message": "answer 502"
}
\`\`\`

</details>

### Steady state: Everything answers

| Probe | Before | During the method | After |
| --- | --- | --- | --- |
| GET /test | ✅ 200 in 10 ms | – | ✅ 200 in 10 ms |
| GET /v1/hello | ✅ 200 in 10 ms | – | ❌ 502 in 10 ms |

### Method

| Activity | Began | Took | Result | Faults |
| --- | --- | --- | --- | --- |
| Fail Lambda | +2 s | 10 ms | ✅ 200 | sets lambda in us-east-1: 503 ServiceUnavailable |

### Rollbacks

| Activity | Began | Took | Result | Faults |
| --- | --- | --- | --- | --- |
| Take it back | +11 s | 10 ms | ✅ 200 | takes back lambda in us-east-1: 503 ServiceUnavailable |

### Resilience

| Endpoint | Score | Expectations kept | Answered under faults | Recovered |
| --- | --- | --- | --- | --- |
| GET \\$\\{base\\}/test | ✅ 100 | 100 % | 100 % | – |
| GET \\$\\{base\\}/v1/hello | ❌ 0 | 0 % | 0 % | – |

Written by Chaos Lab.
`,
    );
  });

  it('points at an action that was refused, though the run passed', () => {
    const text = markdownReport([{ journal: journal({ run: [answered(fail, 2, 404)] }) }]);
    assert.match(text, /### Worth a look\n\n- Method: Fail Lambda\. It answered 404\.\n/);
    assert.match(text, /\| Fail Lambda \| \+2 s \| 10 ms \| ❌ 404 \|/);
  });

  it('points at a probe of the method that is out of its tolerance, though that fails no run', () => {
    const expected = probe('GET /v1/hello fails', 'http://x', 502);
    const text = markdownReport([
      { journal: journal({ run: [answered(expected, 2, 502), answered(expected, 3, 200)] }) },
    ]);
    assert.match(
      text,
      /: passed\n[\s\S]*### Worth a look\n\n- Method: GET \/v1\/hello fails\. It answered 200, expected 502\.\n/,
    );
    assert.match(text, /\| ✅ 502 \| {2}\|\n.*\| ❌ 200 \|/);
  });

  it('begins with an overview of several runs', () => {
    const runs = [{ journal: journal() }, { journal: neverStartedJournal }];
    assert.equal(summaryText(runs), '2 experiments: 1 passed, 1 never started');
    assert.match(
      markdownReport(runs),
      /\| Lambda outage \| ❌ never started \| 12 s \|\n\n## ✓ Lambda outage: passed\n/,
    );
  });

  it('keeps hostile text as text', () => {
    const text = markdownReport([hostileRun]);
    const outside = text.replace(/````text[\s\S]*?\n````\n/g, '');
    assert.match(text, /````text\n<\/pre>```\n<script>/, 'a body is fenced by more than it holds');
    assert.doesNotMatch(outside, /<(?!\/?(details|summary)>)|^# not|@everyone|[^\\]`x|[^\\]\[a/m);
  });
});

describe('htmlReport', () => {
  it('is a page without scripts and without anything from elsewhere', () => {
    const page = htmlReport([{ journal: deviatedJournal }]);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    assert.equal(
      policy?.replace(/&#39;/g, "'"),
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(page, /<script|<link|<img|src=|style="/);
    assert.match(page, /<td class="bad">502 in 10 ms<\/td>/);
    assert.match(page, /<title>Chaos Lab: 1 experiment: 1 deviated<\/title>/);
  });

  it('keeps hostile text as text', () => {
    const page = htmlReport([hostileRun]);
    assert.doesNotMatch(page, /<script|<img/);
    assert.match(page, /&lt;script&gt;alert\(1\)/);
    assert.match(page, /<pre>&lt;\/pre&gt;/);
  });
});
