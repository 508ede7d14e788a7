import assert from 'node:assert/strict';
import { nameOf, searchSwitches } from './searchSwitches';

const found = (text: string) => searchSwitches(text).map(nameOf);

describe('searchSwitches', () => {
  it('finds services and operations by parts of their names, in any case', () => {
    assert.deepEqual(found('putitem'), ['dynamodb PutItem', 'putitem']);
    assert.deepEqual(found('DynamoDB:putitem'), ['dynamodb PutItem']);
    assert.deepEqual(found('kinesis put'), ['kinesis PutRecord', 'kinesis PutRecords', 'kinesis put']);
  });

  it('offers what is typed as it is, whether it is known or not', () => {
    assert.deepEqual(found('mainframe Reboot'), ['mainframe Reboot']);
    assert.deepEqual(found('s3')[0], 's3');
    assert.deepEqual(found('  '), []);
    assert.deepEqual(found('<b>'), []);
  });

  it('does not drown anybody', () => {
    assert.equal(found('e').length, 12);
  });
});
