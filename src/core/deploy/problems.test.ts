import assert from 'node:assert/strict';
import { findProblems } from './problems';

describe('findProblems', () => {
  it('locates every error of Terraform', () => {
    const output = `
Warning: Deprecated flag: -state

Error: Missing required argument

  on mock.tf line 2, in resource "aws_api_gateway_resource" "test":
   2: resource "aws_api_gateway_resource" "test" {

The argument "path_part" is required, but no definition was found.

Error: Unsupported argument

  on mock.tf line 5, in resource "aws_api_gateway_resource" "test":
   5:   path_prt = "test"

An argument named "path_prt" is not expected here. Did you mean "path_part"?
`;
    assert.deepEqual(findProblems(output, '/app'), [
      {
        message:
          'Missing required argument The argument "path_part" is required, but no definition was found.',
        file: '/app/mock.tf',
        line: 2,
      },
      {
        message:
          'Unsupported argument An argument named "path_prt" is not expected here. Did you mean "path_part"?',
        file: '/app/mock.tf',
        line: 5,
      },
    ]);
  });

  it('reads through the box that Terraform draws for people', () => {
    const output = `╷
│ Error: creating API Gateway REST API: ThrottlingException
│
│   with aws_api_gateway_rest_api.api,
│   on main.tf line 2, in resource "aws_api_gateway_rest_api" "api":
│    2: resource "aws_api_gateway_rest_api" "api" {
│
╵`;
    assert.deepEqual(findProblems(output, '/app'), [
      { message: 'creating API Gateway REST API: ThrottlingException', file: '/app/main.tf', line: 2 },
    ]);
  });

  it('keeps an error that names no place', () => {
    const output = `Error: Failed to query available provider packages

Could not retrieve the list of available versions for provider hashicorp/aws:
could not connect to registry.example.com
`;
    assert.deepEqual(findProblems(output, '/app'), [
      {
        message:
          'Failed to query available provider packages Could not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.example.com',
      },
    ]);
  });

  it('locates an error of Serverless where it names a place', () => {
    const output = `Environment: linux, node 20.20.2, osls 4.3.1 (local)

Error:
Cannot parse "serverless.yml": bad indentation of a mapping entry in "/app/serverless.yml" (4:10)

 1 | service: x`;
    assert.deepEqual(findProblems(output, '/elsewhere'), [
      {
        message:
          'Cannot parse "serverless.yml": bad indentation of a mapping entry in "/app/serverless.yml" (4:10)',
        file: '/app/serverless.yml',
        line: 4,
        column: 10,
      },
    ]);
  });

  it('keeps all of what Serverless says', () => {
    const output = `Error:
Cannot resolve serverless.yml: Variables resolution errored with:
  - Cannot resolve variable at "provider.apiGateway.restApiId": Value not found at "env" source
Environment: linux, node 20.20.2, osls 4.3.1 (local)
Docs:        github.com/oss-serverless/osls
`;
    assert.deepEqual(findProblems(output, '/app'), [
      {
        message:
          'Cannot resolve serverless.yml: Variables resolution errored with: - Cannot resolve variable at "provider.apiGateway.restApiId": Value not found at "env" source',
      },
    ]);
  });

  it('finds none in what went well', () => {
    assert.deepEqual(
      findProblems('Apply complete! Resources: 11 added, 0 changed, 0 destroyed.', '/app'),
      [],
    );
  });
});
