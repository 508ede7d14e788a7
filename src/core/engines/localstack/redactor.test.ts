import assert from 'node:assert/strict';
import { HumanError, messageOf } from '../../errors';
import { Redactor } from './redactor';

const token = 'ls-a1/b2+c3==';

describe('Redactor', () => {
  const redactor = new Redactor();
  redactor.add(token);

  const forms = [token, encodeURIComponent(token), Buffer.from(token).toString('base64')];
  for (const form of forms) {
    it(`takes the token out of a line that holds ${form}`, () => {
      const { text } = redactor.line({ level: 'info', text: `token=${form} and more ${form}` });
      assert.ok(!text.includes(form), text);
      assert.match(text, /^token=\*\*\*=* and more \*\*\*=*$/);
    });
  }

  it('gives an error without the token, and without the cause that held it', () => {
    const error = redactor.error(
      new HumanError('Docker refused it.', 'failed', {
        cause: new Error(`env LOCALSTACK_AUTH_TOKEN=${token}`),
      }),
    );
    assert.ok(error instanceof HumanError);
    assert.deepEqual([error.message, error.cause], ['Docker refused it.', undefined]);
    assert.equal(messageOf(redactor.error(new Error(`bad ${token}`))), 'bad ***');
  });

  it('leaves an error without it as it is', () => {
    const error = new HumanError('Docker is gone.', 'unreachable');
    assert.equal(redactor.error(error), error);
  });

  it('takes nothing out when there is no token, or a text too short to be one', () => {
    const without = new Redactor();
    without.add(undefined);
    without.add('');
    without.add('test');
    assert.equal(without.text('a test of nothing'), 'a test of nothing');
  });
});
