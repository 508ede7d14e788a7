import assert from 'node:assert/strict';
import { baseEnvironment, toolEnvironment } from './toolEnvironment';

const target = { toolEndpoint: 'http://127.0.0.1:4566', region: 'us-west-2', first: false };

describe('toolEnvironment', () => {
  it('lets nothing of the own AWS configuration through: it could name the real AWS', () => {
    const own = {
      PATH: '/bin',
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'secret',
      AWS_ENDPOINT_URL_S3: 'https://elsewhere',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_CA_BUNDLE: '/ca.pem',
      TF_WORKSPACE: 'production',
      TF_VAR_colour: 'red',
    };
    const environment = toolEnvironment(target, own);
    const passed = Object.keys(own).filter((name) => environment[name] !== undefined);
    assert.deepEqual(passed, ['PATH', 'AWS_CA_BUNDLE', 'TF_VAR_colour']);
  });

  it('points both tools at the engine, with test credentials', () => {
    const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION, TF_VAR_region } = toolEnvironment(target, {});
    assert.deepEqual(
      [AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION, TF_VAR_region],
      ['http://127.0.0.1:4566', 'test', 'us-west-2', 'us-west-2'],
    );
  });

  it('leaves the domain to the first region', () => {
    const names = ['TF_VAR_domain_name', 'DOMAIN_NAME'];
    const domains = (first: boolean) => names.map((name) => toolEnvironment({ ...target, first }, {})[name]);
    assert.deepEqual(domains(true), [undefined, undefined]);
    assert.deepEqual(domains(false), ['', '']);
  });

  it('keeps a proxy away from the engine', () => {
    assert.equal(baseEnvironment({ no_proxy: 'corp' }).NO_PROXY, 'corp,127.0.0.1,localhost');
  });

  it('does not pass on that the editor acts as Node', () => {
    assert.equal(baseEnvironment({ ELECTRON_RUN_AS_NODE: '1' }).ELECTRON_RUN_AS_NODE, undefined);
  });
});
