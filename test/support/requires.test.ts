import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { requires } from './requires';

describe('requires', () => {
  const missing = 'docker'; // made missing by an address at which nothing is

  async function outcome(build: (suite: Mocha.Suite) => void): Promise<unknown[]> {
    const mocha = new Mocha({ reporter: class {} as never });
    const suite = Mocha.Suite.create(mocha.suite, 'suite');
    build(suite);
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve());
      runner.on('pending', (test) => seen.push([test.title, test.skipReason ?? test.parent?.skipReason]));
      runner.on('pass', (test) => seen.push([test.title, 'passed']));
      runner.on('fail', (test, error) => seen.push([test.title, error.message]));
    });
    return seen;
  }

  const environment = { ...process.env };
  beforeEach(() => {
    process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
    process.env.CHAOS_LAB_REQUIRE = '';
  });
  afterEach(() => {
    if (environment.DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = environment.DOCKER_HOST;
    if (environment.CHAOS_LAB_REQUIRE === undefined) delete process.env.CHAOS_LAB_REQUIRE;
    else process.env.CHAOS_LAB_REQUIRE = environment.CHAOS_LAB_REQUIRE;
  });

  const reason = 'Docker does not answer (connect ENOENT /nowhere/docker.sock)';

  it('skips the one test that asks, and says why', async () => {
    const seen = await outcome((suite) => {
      suite.addTest(
        new Mocha.Test('needs it', async function (this: Mocha.Context) {
          await requires(this, missing);
        }),
      );
      suite.addTest(new Mocha.Test('needs nothing', () => {}));
    });
    assert.deepEqual(seen, [
      ['needs it', reason],
      ['needs nothing', 'passed'],
    ]);
  });

  it('skips the whole suite from a before hook', async () => {
    const seen = await outcome((suite) => {
      suite.beforeAll(async function (this: Mocha.Context) {
        await requires(this, missing);
      });
      suite.addTest(new Mocha.Test('one', () => assert.fail('ran')));
      suite.addTest(new Mocha.Test('two', () => assert.fail('ran')));
    });
    assert.deepEqual(seen, [
      ['one', reason],
      ['two', reason],
    ]);
  });

  it('fails instead when CHAOS_LAB_REQUIRE names what is missing', async () => {
    process.env.CHAOS_LAB_REQUIRE = 'terraform, docker';
    const seen = await outcome((suite) => {
      suite.addTest(
        new Mocha.Test('needs it', async function (this: Mocha.Context) {
          await requires(this, missing);
        }),
      );
    });
    assert.deepEqual(seen, [['needs it', `CHAOS_LAB_REQUIRE asks for docker, but ${reason}.`]]);
  });
});
