import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { withEngine } from '../../cli/engine/withEngine';
import { ROLE, zipOf } from '../lambda/withLambda';

const logGroupName = '/app/web';
const ARN = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
const missing = { name: 'ResourceNotFoundException' };

const clientConfig = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

async function withClient(
  test: (client: CloudWatchLogsClient, url: string) => Promise<void>,
  dataDir?: string,
) {
  await withEngine(dataDir === undefined ? {} : { dataDir }, async ({ url }) => {
    const client = new CloudWatchLogsClient(clientConfig(url));
    try {
      await test(client, url);
    } finally {
      client.destroy();
    }
  });
}

const withGroup = (test: (client: CloudWatchLogsClient) => Promise<void>) =>
  withClient(async (client) => {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await test(client);
  });

/** Streams `a` and `b` whose events alternate in time: a1 b2 a3 b4 a5, each at its number. */
const withEvents = (test: (client: CloudWatchLogsClient) => Promise<void>) =>
  withGroup(async (client) => {
    for (const [logStreamName, times] of Object.entries({ b: [2, 4], a: [1, 3, 5] })) {
      await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      const logEvents = times.map((timestamp) => ({
        timestamp,
        message: `${logStreamName}${timestamp} said`,
      }));
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
    await test(client);
  });

describe('log groups, asked by the AWS SDK', () => {
  it('are created, described and deleted', () =>
    withGroup(async (client) => {
      const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/app' }));
      const creationTime = logGroups?.[0]?.creationTime;
      assert.deepEqual(logGroups, [
        {
          logGroupName,
          logGroupArn: ARN,
          arn: `${ARN}:*`,
          creationTime,
          metricFilterCount: 0,
          storedBytes: 0,
          logGroupClass: 'STANDARD',
        },
      ]);
      await assert.rejects(client.send(new CreateLogGroupCommand({ logGroupName })), {
        name: 'ResourceAlreadyExistsException',
      });
      await client.send(new DeleteLogGroupCommand({ logGroupName }));
      await assert.rejects(client.send(new DeleteLogGroupCommand({ logGroupName })), missing);
      assert.deepEqual((await client.send(new DescribeLogGroupsCommand({}))).logGroups, []);
    }));

  it('are listed by prefix, by pattern and in pages', () =>
    withClient(async (client) => {
      for (const name of ['/c', '/a', '/aB'])
        await client.send(new CreateLogGroupCommand({ logGroupName: name }));
      const list = async (input: object) => {
        const { logGroups, nextToken } = await client.send(new DescribeLogGroupsCommand(input));
        return { names: logGroups?.map((group) => group.logGroupName), nextToken };
      };
      assert.deepEqual((await list({ logGroupNamePrefix: '/a' })).names, ['/a', '/aB']);
      assert.deepEqual((await list({ logGroupNamePattern: 'b' })).names, ['/aB']);
      const first = await list({ limit: 2 });
      const second = await list({ limit: 2, nextToken: first.nextToken });
      assert.deepEqual([first.names, second], [['/a', '/aB'], { names: ['/c'], nextToken: undefined }]);
    }));

  it('have a retention and tags', () =>
    withGroup(async (client) => {
      await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
      const retention = async () =>
        (await client.send(new DescribeLogGroupsCommand({}))).logGroups?.[0]?.retentionInDays;
      assert.equal(await retention(), 7);
      await assert.rejects(client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 8 })), {
        name: 'InvalidParameterException',
        message: /8 is none of 1, 3, 5/,
      });
      await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
      assert.equal(await retention(), undefined);
      await client.send(new TagResourceCommand({ resourceArn: ARN, tags: { a: '1', b: '2' } }));
      await client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['a'] }));
      const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn: `${ARN}:*` }));
      assert.deepEqual(tags, { b: '2' });
    }));

  it('survive a restart with their events', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chaos-lab-test-'));
    const stream = { logGroupName, logStreamName: 's' };
    try {
      await withClient(async (client) => {
        await client.send(new CreateLogGroupCommand({ logGroupName }));
        await client.send(new CreateLogStreamCommand(stream));
        await client.send(
          new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: 1, message: 'kept' }] }),
        );
      }, dataDir);
      await withClient(async (client) => {
        const { events } = await client.send(new GetLogEventsCommand(stream));
        assert.deepEqual(
          events?.map(({ message }) => message),
          ['kept'],
        );
      }, dataDir);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('log streams, asked by the AWS SDK', () => {
  it('are listed by name or by their last event, up or down, in pages', () =>
    withEvents(async (client) => {
      const list = async (input: object) => {
        const answer = await client.send(new DescribeLogStreamsCommand({ logGroupName, ...input }));
        return {
          names: answer.logStreams?.map((stream) => stream.logStreamName),
          nextToken: answer.nextToken,
        };
      };
      assert.deepEqual((await list({})).names, ['a', 'b']);
      assert.deepEqual((await list({ descending: true })).names, ['b', 'a']);
      assert.deepEqual((await list({ orderBy: 'LastEventTime' })).names, ['b', 'a']);
      assert.deepEqual((await list({ orderBy: 'LastEventTime', descending: true })).names, ['a', 'b']);
      assert.deepEqual((await list({ logStreamNamePrefix: 'b' })).names, ['b']);
      const { names, nextToken } = await list({ limit: 1 });
      assert.deepEqual([names, (await list({ limit: 1, nextToken })).names], [['a'], ['b']]);
    }));

  it('tell when their events were', () =>
    withEvents(async (client) => {
      const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1 }));
      const [stream] = logStreams ?? [];
      assert.deepEqual([stream?.firstEventTimestamp, stream?.lastEventTimestamp], [1, 5]);
      assert.equal(stream?.arn, `${ARN}:log-stream:a`);
    }));

  it('are refused when doubled, and gone with their events when deleted', () =>
    withEvents(async (client) => {
      await assert.rejects(client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'a' })), {
        name: 'ResourceAlreadyExistsException',
      });
      await client.send(new DeleteLogStreamCommand({ logGroupName, logStreamName: 'a' }));
      await assert.rejects(
        client.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'a' })),
        missing,
      );
      const { events } = await client.send(new FilterLogEventsCommand({ logGroupName }));
      assert.deepEqual(
        events?.map(({ message }) => message),
        ['b2 said', 'b4 said'],
      );
    }));
});

describe('log events, asked by the AWS SDK', () => {
  const textOf = (events: { message?: string }[] | undefined) =>
    events?.map(({ message }) => message?.slice(0, 2));

  it('of a stream are read from either end in pages', () =>
    withEvents(async (client) => {
      const read = async (input: object) => {
        const answer = await client.send(
          new GetLogEventsCommand({ logGroupName, logStreamName: 'a', limit: 2, ...input }),
        );
        return { ...answer, texts: textOf(answer.events) };
      };
      const last = await read({});
      assert.deepEqual(last.texts, ['a3', 'a5']);
      assert.deepEqual((await read({ nextToken: last.nextBackwardToken })).texts, ['a1']);
      const first = await read({ startFromHead: true });
      assert.deepEqual(first.texts, ['a1', 'a3']);
      const second = await read({ nextToken: first.nextForwardToken });
      assert.deepEqual(second.texts, ['a5']);
      const end = await read({ nextToken: second.nextForwardToken });
      assert.deepEqual([end.texts, end.nextForwardToken], [[], second.nextForwardToken]);
      assert.deepEqual((await read({ startTime: 3, endTime: 5 })).texts, ['a3']);
    }));

  it('of all streams are found in the order of time, by stream, time and term', () =>
    withEvents(async (client) => {
      const find = async (input: Partial<FilterLogEventsCommandInput>) =>
        textOf((await client.send(new FilterLogEventsCommand({ logGroupName, ...input }))).events);
      assert.deepEqual(await find({ interleaved: true }), ['a1', 'b2', 'a3', 'b4', 'a5']);
      assert.deepEqual(await find({ logStreamNames: ['b'] }), ['b2', 'b4']);
      assert.deepEqual(await find({ logStreamNamePrefix: 'a' }), ['a1', 'a3', 'a5']);
      assert.deepEqual(await find({ startTime: 2, endTime: 4 }), ['b2', 'a3', 'b4']);
      assert.deepEqual(await find({ filterPattern: 'said -b4 -a1' }), ['b2', 'a3', 'a5']);
    }));

  it('are found in pages without a gap', () =>
    withEvents(async (client) => {
      const pages = [];
      let nextToken: string | undefined;
      do {
        const page = await client.send(new FilterLogEventsCommand({ logGroupName, limit: 2, nextToken }));
        pages.push(textOf(page.events));
        nextToken = page.nextToken;
      } while (nextToken);
      assert.deepEqual(pages, [['a1', 'b2'], ['a3', 'b4'], ['a5']]);
    }));

  it('are refused out of order, for a missing stream, or when the request makes no sense', () =>
    withEvents(async (client) => {
      const put = (logStreamName: string, ...times: number[]) =>
        client.send(
          new PutLogEventsCommand({
            logGroupName,
            logStreamName,
            logEvents: times.map((timestamp) => ({ timestamp, message: 'm' })),
          }),
        );
      const invalid = { name: 'InvalidParameterException' };
      await assert.rejects(put('a', 9, 8), invalid);
      await assert.rejects(put('a'), { ...invalid, message: /logEvents/ });
      await assert.rejects(put('none', 9), missing);
      await assert.rejects(client.send(new FilterLogEventsCommand({ logGroupName: '/none' })), missing);
      await assert.rejects(
        client.send(new FilterLogEventsCommand({ logGroupName, nextToken: 'x' })),
        invalid,
      );
      await assert.rejects(client.send(new FilterLogEventsCommand({ logGroupName, limit: 0 })), {
        ...invalid,
        message: /limit/,
      });
    }));
});

describe('the log of a Lambda function, asked by the AWS SDK', () => {
  it('is found the way "osls logs" looks for it', () =>
    withClient(async (client, url) => {
      const lambda = new LambdaClient(clientConfig(url));
      const FunctionName = 'hello';
      const Code = { ZipFile: zipOf('exports.handler = async () => console.log("hello from inside")') };
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: ROLE,
          Code,
        }),
      );
      await lambda.send(new InvokeCommand({ FunctionName }));
      lambda.destroy();
      const group = { logGroupName: '/aws/lambda/hello' };
      const { logStreams } = await client.send(
        new DescribeLogStreamsCommand({ ...group, orderBy: 'LastEventTime', descending: true, limit: 50 }),
      );
      const logStreamNames = logStreams?.map(({ logStreamName = '' }) => logStreamName) ?? [];
      const { events } = await client.send(
        new FilterLogEventsCommand({
          ...group,
          logStreamNames,
          interleaved: true,
          startTime: Date.now() - 60_000,
        }),
      );
      assert.deepEqual(
        events?.map(({ message }) =>
          message
            ?.replace(/^\S+Z\t\S+\t/, '')
            .split(' ')[0]
            ?.trim(),
        ),
        ['START', 'INFO\thello', 'END', 'REPORT'],
      );
    }));
});
