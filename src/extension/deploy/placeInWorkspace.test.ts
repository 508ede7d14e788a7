import assert from 'node:assert/strict';
import type { ToolLine } from '../../core/deploy/regionWork';
import { placeInWorkspace } from './placeInWorkspace';

const application = { dir: '/w/app', terraformDir: '/w/app/terraform', serverlessDir: '/w/app/serverless' };
const line = (tool: ToolLine['tool'], text: string): ToolLine => ({ region: 'us-east-1', tool, text });

describe('placeInWorkspace', () => {
  it('names the file of a problem as the workspace knows it', () => {
    const terraform = line('terraform', '  on main.tf line 5, in resource "aws_x" "y":');
    assert.equal(
      placeInWorkspace(terraform, application, '/w'),
      '  on app/terraform/main.tf line 5, in resource "aws_x" "y":',
    );
    const boxed = line('tofu', '│   on modules/a.tf line 5:');
    assert.equal(placeInWorkspace(boxed, application, '/w'), '│   on app/terraform/modules/a.tf line 5:');
    const serverless = line('osls', 'Cannot resolve serverless.yml: Variables resolution errored with:');
    assert.equal(
      placeInWorkspace(serverless, application, '/w'),
      'Cannot resolve app/serverless/serverless.yml: Variables resolution errored with:',
    );
  });

  it('names it in full outside the workspace, or without one', () => {
    const problem = line('terraform', '  on main.tf line 5:');
    assert.equal(
      placeInWorkspace(problem, application, '/elsewhere'),
      '  on /w/app/terraform/main.tf line 5:',
    );
    assert.equal(placeInWorkspace(problem, application, undefined), '  on /w/app/terraform/main.tf line 5:');
  });

  it('leaves every other line as it is', () => {
    const said = 'Apply complete! Resources: 11 added on time.';
    assert.equal(placeInWorkspace(line('terraform', said), application, '/w'), said);
  });
});
